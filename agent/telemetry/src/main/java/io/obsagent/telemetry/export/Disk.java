package io.obsagent.telemetry.export;

import io.obsagent.api.AgentLog;
import io.obsagent.config.AgentConfig;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.TimeUnit;

/**
 * The disk on which batches wait. The spool is opened when a batch has to wait or an ended JVM has left some, and closed
 * when none is left; a disk that failed is left alone for a minute. Used by one thread at a time; only {@link #bytes} is
 * for all.
 */
final class Disk {

    private static final long FAILED_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** How often it is looked whether an ended JVM has left spans. */
    private static final long LOOK_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AgentConfig.Exporter config;
    /** Null when spans are not to be written. */
    private final SpoolDirectory directory;

    private final Losses losses;

    /** Null unless it is open. */
    private volatile Spool spool;

    /** Why the disk failed the last time, and when; null when it did not. */
    private String problem;

    private long failedAt;

    /** Whether the collector has taken a batch, and when it was looked for those of ended JVMs. */
    private boolean reached;

    private long lastLook;
    private boolean closed;

    Disk(AgentConfig config, Losses losses) {
        this.config = config.exporter;
        this.directory = config.exporter.spool.enabled ? new SpoolDirectory(config) : null;
        this.losses = losses;
    }

    /** Whether batches may be written, as far as is known. */
    boolean isUsable() {
        return directory != null && !hasFailed() && (spool != null || config.endpointSet || reached);
    }

    private boolean hasFailed() {
        return problem != null && System.nanoTime() - failedAt < FAILED_PAUSE_NANOS;
    }

    boolean isOpen() {
        return spool != null;
    }

    /** Whether no batch waits that has to be sent before others. */
    boolean isEmpty() {
        return spool == null || spool.isEmpty();
    }

    /** Appends a batch, whose memory is free afterwards; false when it could not be written. */
    boolean add(Batch batch) {
        if (!open(true)) {
            return false;
        }
        try {
            spool.add(batch);
            return true;
        } catch (Exception e) {
            failed(e);
            return false;
        }
    }

    /** Writes a batch that is on its way, for the case that the JVM ends before it has arrived. */
    void save(Batch batch) {
        if (batch.file == null && open(true)) {
            try {
                spool.write(batch);
            } catch (Exception e) {
                failed(e);
            }
        }
    }

    /**
     * Takes the oldest batch; closes the spool when there is none.
     *
     * @param memory to read it into
     */
    Batch take(Batch.Buffer memory) {
        Batch oldest = spool.take(memory);
        if (oldest == null) {
            closeSpool();
        }
        return oldest;
    }

    /** Deletes the file of a batch, where it has one. */
    void delete(Batch batch) {
        if (batch.file == null) {
            return;
        }
        if (spool != null) {
            spool.delete(batch);
        } else {
            batch.file.toFile().delete(); // closed while it was on its way: the next JVM is not to send it again
        }
    }

    /** The collector has taken a batch. What an ended JVM of this service has not sent is sent by this one. */
    void collectorIsThere() {
        problem = null; // it may be writable the next time
        long now = System.nanoTime();
        boolean look = directory != null && spool == null && (!reached || now - lastLook >= LOOK_NANOS);
        reached = true;
        if (look) {
            lastLook = now;
            if (directory.isInUse()) {
                open(false);
            }
        }
    }

    private boolean open(boolean toWrite) {
        if (spool == null && !closed && isUsable()) {
            try {
                spool = Spool.open(directory, config.spool.maxBytes, config.spool.maxAgeMillis, losses, toWrite);
            } catch (Exception e) {
                failed(e);
            }
        }
        return spool != null && !hasFailed();
    }

    private void failed(Exception failure) {
        failedAt = System.nanoTime();
        if (failure instanceof AccessDeniedException) {
            problem = "no permission for " + failure.getMessage();
        } else {
            problem = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
        AgentLog.debug("spans cannot be written to " + directory, failure);
    }

    /** What becomes of spans from now on, as the end of a sentence. Opens the spool to know it. */
    String prospect() {
        if (open(true)) {
            return "spans wait in " + directory + ", the oldest are lost when they take more than "
                    + config.spool.maxBytes / (1024 * 1024) + " MB";
        }
        String lost = "the newest spans are lost while it is away";
        return problem == null
                ? lost
                : lost + ", as they cannot wait on disk (" + problem
                        + "; exporter.spool.directory names another place)";
    }

    /** The bytes that waiting batches take. Called by any thread. */
    long bytes() {
        Spool open = spool;
        return open == null ? 0 : open.bytes();
    }

    /** Ends the use of the disk. What is in the spool is left to the next JVM. */
    void close() {
        closed = true;
        closeSpool();
    }

    private void closeSpool() {
        if (spool != null) {
            spool.close();
            spool = null;
        }
    }
}
