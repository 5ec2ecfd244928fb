package io.obsagent.benchmarks.probe;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes how many bytes the threads of a JVM have allocated, to the byte. Loaded into the JVM only after everything else
 * has been measured, since it loads classes itself.
 */
public final class AllocationProbe {

    /** The thread that runs this class. */
    private static final String OWN_THREAD = "Attach Listener";

    private AllocationProbe() {}

    /**
     * Called by the JVM each time the probe is loaded.
     *
     * @param file where to write the number
     */
    public static void agentmain(String file) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo thread = threads.getThreadInfo(id);
            if (thread != null && !thread.getThreadName().equals(OWN_THREAD)) {
                bytes += Math.max(0, threads.getThreadAllocatedBytes(id));
            }
        }
        Files.writeString(Path.of(file), Long.toString(bytes));
    }
}
