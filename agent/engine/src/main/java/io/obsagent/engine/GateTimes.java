package io.obsagent.engine;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicLong;

/** Measures how long the class gate takes for all the classes that the JVM loads, on whatever threads. Thread safe. */
public final class GateTimes implements ClassFileTransformer {

    private final ClassFileTransformer gate;
    private final AtomicLong judged = new AtomicLong();
    private final AtomicLong judgedNanos = new AtomicLong();
    private final AtomicLong woven = new AtomicLong();
    private final AtomicLong wovenNanos = new AtomicLong();

    GateTimes(ClassFileTransformer gate) {
        this.gate = gate;
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file)
            throws IllegalClassFormatException {
        long begin = System.nanoTime();
        byte[] result = gate.transform(loader, name, redefined, domain, file);
        long nanos = System.nanoTime() - begin;
        if (result == null) {
            judged.incrementAndGet();
            judgedNanos.addAndGet(nanos);
        } else {
            woven.incrementAndGet();
            wovenNanos.addAndGet(nanos);
        }
        return result;
    }

    /** Classes that were left as they are. */
    public long judged() {
        return judged.get();
    }

    /** Nanoseconds that took. */
    public long judgedNanos() {
        return judgedNanos.get();
    }

    /** Classes that were woven. */
    public long woven() {
        return woven.get();
    }

    /** Nanoseconds that took, loading the weaver included. */
    public long wovenNanos() {
        return wovenNanos.get();
    }
}
