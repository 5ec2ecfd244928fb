package io.obsagent.verify.apps.faults;

/** What a library may throw at whoever asks it. */
enum Fault {
    NONE {
        @Override
        void happen() {}
    },
    EXCEPTION {
        @Override
        void happen() {
            throw new IllegalStateException("faulty");
        }
    },
    ERROR {
        @Override
        void happen() {
            throw new AssertionError("faulty");
        }
    },
    STACK {
        @Override
        void happen() {
            happen();
            happen();
        }
    },
    MEMORY {
        @Override
        void happen() {
            // no heap has so much, and none is filled on the way
            long[] memory = new long[Integer.MAX_VALUE];
            throw new IllegalStateException("there was memory for " + memory.length);
        }
    },
    INTERRUPTION {
        @Override
        void happen() {
            if (Thread.interrupted()) {
                Fault.<RuntimeException>throwUnchecked(new InterruptedException("faulty"));
            }
        }
    };

    /** Throws, but for {@link #NONE}. */
    abstract void happen();

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
