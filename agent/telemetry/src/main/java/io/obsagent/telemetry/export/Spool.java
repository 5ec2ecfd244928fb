package io.obsagent.telemetry.export;

import io.obsagent.api.AgentLog;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Batches on disk, a file each, oldest first. Used by one thread at a time; only {@link #bytes} is for all.
 *
 * <p>A file's name is its time, a number and the number of spans: {@code 1764177749123-000001-512-9f….spans}. It is
 * compressed, which also tells whether it is whole.
 */
final class Spool {

    /** A file takes whole blocks: many small ones count for what they take. */
    private static final int BLOCK_BYTES = 4096;

    /** Each of them takes a quarter of a kilobyte of memory, too. */
    private static final int MAX_FILES = 65_536;

    private static final int TIME_DIGITS = 13;

    private final Shelf shelf;
    private final long maxBytes;
    private final long maxAgeMillis;
    private final Losses losses;
    private final ArrayDeque<Batch> waiting = new ArrayDeque<Batch>();
    private int number;
    private volatile long bytes;

    private Spool(Shelf shelf, long maxBytes, long maxAgeMillis, Losses losses) throws IOException {
        this.shelf = shelf;
        this.maxBytes = maxBytes;
        this.maxAgeMillis = maxAgeMillis;
        this.losses = losses;
        read();
    }

    /**
     * Opens a spool with all that ended JVMs have left.
     *
     * @param toWrite whether batches are to be added: then one is made when nothing was left
     * @return null when nothing was left and none was wanted
     * @throws IOException when the disk cannot be written, or has less free than the spool may take
     */
    static Spool open(SpoolDirectory directory, long maxBytes, long maxAgeMillis, Losses losses, boolean toWrite)
            throws IOException {
        Path parent = directory.make();
        if (toWrite) {
            requireSpace(parent, maxBytes);
        }
        List<Shelf> shelves = Shelf.takeOver(parent);
        boolean opened = false;
        try {
            if (shelves.isEmpty()) {
                if (!toWrite) {
                    return null;
                }
                shelves.add(Shelf.create(parent));
            }
            Shelf own = shelves.get(0);
            for (Shelf left : shelves.subList(1, shelves.size())) {
                own.moveAll(left);
            }
            Spool spool = new Spool(own, maxBytes, maxAgeMillis, losses);
            opened = true;
            for (Shelf left : shelves.subList(1, shelves.size())) {
                left.remove();
            }
            return spool;
        } finally {
            if (!opened) {
                Shelf.releaseAll(shelves);
            }
        }
    }

    private void read() throws IOException {
        for (Path file : shelf.files()) {
            String[] parts = file.getFileName().toString().split("-");
            try {
                Batch batch = new Batch(Integer.parseInt(parts[2]), Long.parseLong(parts[0]), null);
                batch.file = file;
                batch.fileBytes = onDisk(Files.size(file));
                number = Math.max(number, Integer.parseInt(parts[1]));
                bytes += batch.fileBytes;
                waiting.add(batch);
            } catch (RuntimeException notOurs) {
                AgentLog.debug(file + " is not of a spool", notOurs);
            }
        }
        makeRoom(0);
    }

    private static long onDisk(long length) {
        return (length + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    }

    /** What the files take of the disk. Called by any thread. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Appends a batch, whose memory is free afterwards. The oldest make room for it.
     *
     * @throws IOException when it could not be written, or the disk has less free than the spool may take; the batch is as
     *     it was
     */
    void add(Batch batch) throws IOException {
        if (write(batch)) {
            waiting.add(batch);
        } else {
            losses.add(LossReason.SPOOL_FULL, batch.spans);
        }
    }

    /**
     * Writes a batch to a file that is only read if this JVM ends before it is {@link #delete deleted}.
     *
     * @return false when it does not fit
     */
    boolean write(Batch batch) throws IOException {
        requireSpace(shelf.directory, maxBytes);
        Path half = shelf.directory.resolve(Shelf.HALF);
        try {
            try (OutputStream file = Files.newOutputStream(create(half));
                    OutputStream packing = new FastGzip(file)) {
                batch.writeTo(packing);
            }
            long length = onDisk(Files.size(half));
            if (!makeRoom(length)) {
                return false;
            }
            Path whole = shelf.directory.resolve(nameOf(batch));
            Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE);
            batch.file = whole;
            batch.fileBytes = length;
            bytes += length;
            return true;
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /** The application may write to this disk, too. */
    private static void requireSpace(Path directory, long bytes) throws IOException {
        File disk = directory.toFile();
        long free = disk.getUsableSpace();
        boolean known = free > 0 || disk.getTotalSpace() > 0;
        if (known && free < bytes) {
            throw new IOException("only " + free / (1024 * 1024) + " MB are free where " + directory + " is");
        }
    }

    private static Path create(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.newByteChannel(
                        file,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        SpoolDirectory.attributes(file, "rw-------"))
                .close();
        return file;
    }

    private String nameOf(Batch batch) {
        return padded(batch.epochMillis, TIME_DIGITS)
                + '-'
                + padded(++number, 6)
                + '-'
                + batch.spans
                + '-'
                + shelf.directory.getFileName()
                + Shelf.ENDING;
    }

    private static String padded(long value, int digits) {
        StringBuilder text = new StringBuilder().append(value);
        while (text.length() < digits) {
            text.insert(0, '0');
        }
        return text.toString();
    }

    /** Drops what is too old, and the oldest until so many bytes fit. Returns false when they never do. */
    private boolean makeRoom(long wanted) {
        dropExpired();
        while (!waiting.isEmpty() && (bytes + wanted > maxBytes || waiting.size() >= MAX_FILES)) {
            drop(waiting.remove(), LossReason.SPOOL_FULL);
        }
        return bytes + wanted <= maxBytes;
    }

    private void dropExpired() {
        long oldest = System.currentTimeMillis() - maxAgeMillis;
        while (!waiting.isEmpty() && waiting.peek().epochMillis < oldest) {
            drop(waiting.remove(), LossReason.SPOOL_EXPIRED);
        }
    }

    private void drop(Batch batch, LossReason reason) {
        losses.add(reason, batch.spans);
        delete(batch);
    }

    /**
     * Takes the oldest batch and reads it. Its file stays until it is {@link #delete deleted}.
     *
     * @param memory to read it into
     * @return null when there is none
     */
    Batch take(Batch.Buffer memory) {
        dropExpired();
        for (Batch batch = waiting.poll(); batch != null; batch = waiting.poll()) {
            try {
                read(batch.file, memory);
                batch.load(memory);
                return batch;
            } catch (IOException damaged) {
                AgentLog.debug("a batch in the spool is unreadable", damaged);
                drop(batch, LossReason.SPOOL_UNREADABLE);
            }
        }
        return null;
    }

    private static void read(Path file, Batch.Buffer memory) throws IOException {
        memory.reset();
        byte[] part = new byte[8192];
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), part.length)) {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                memory.write(part, 0, count);
            }
        }
        if (memory.size() == 0) {
            throw new EOFException("empty");
        }
    }

    /** Deletes the file of a batch that was sent or is lost. */
    void delete(Batch batch) {
        if (batch.file == null) {
            return;
        }
        try {
            Files.deleteIfExists(batch.file);
        } catch (IOException readOnlyNow) {
            // it would be sent again, by the next JVM
            AgentLog.debug("a batch in the spool cannot be deleted", readOnlyNow);
        }
        bytes -= batch.fileBytes;
        batch.file = null;
    }

    /** Ends the use: an empty spool leaves nothing on the disk, another one is left to the next JVM. */
    void close() {
        if (bytes == 0) {
            shelf.remove();
        } else {
            shelf.release();
        }
    }

    /** Compressed for speed: spans of one service are much alike. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
