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
            long[][] memory = new long[1024][];
            for (int i = 0; i < memory.length; i++) {
                memory[i] = new long[Integer.MAX_VALUE / 8];
            }
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
