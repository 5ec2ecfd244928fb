package io.obsagent.telemetry.export;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The files of one JVM. A lock, which the system gives up when the JVM ends however it ends, keeps others away; whoever
 * gets the lock of a shelf knows that its JVM is gone and takes the files over.
 */
final class Shelf {

    /** Other directories beside shelves, and other files in them, are somebody else's and stay as they are. */
    static final String PREFIX = "jvm-";

    static final String ENDING = ".spans";

    /** A file while it is written. */
    static final String HALF = "half";

    private static final String LOCK = "lock";

    private static final Set<OpenOption> LOCKING = new HashSet<OpenOption>(
            Arrays.asList(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));

    /** Closing a second channel on a lock file would give up the first one's lock: this JVM's own are left alone. */
    private static final Set<Path> OWN = new HashSet<Path>();

    final Path directory;
    private final FileChannel lock;

    private Shelf(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** A new and empty shelf. */
    static Shelf create(Path parent) throws IOException {
        for (int attempt = 0; ; attempt++) {
            String name = PREFIX + Long.toHexString(ThreadLocalRandom.current().nextLong());
            Path directory =
                    Files.createDirectory(parent.resolve(name), SpoolDirectory.attributes(parent, "rwx------"));
            Shelf shelf = lock(directory);
            if (shelf != null) {
                return shelf;
            }
            if (attempt == 2) { // each time another JVM came between and took it for left behind
                throw new IOException("no lock in " + parent);
            }
        }
    }

    /** The shelves whose JVMs have ended. */
    static List<Shelf> takeOver(Path parent) throws IOException {
        List<Shelf> left = new ArrayList<Shelf>();
        boolean complete = false;
        try (DirectoryStream<Path> shelves = Files.newDirectoryStream(parent, PREFIX + '*')) {
            for (Path directory : shelves) {
                Shelf shelf = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) ? lock(directory) : null;
                if (shelf != null) {
                    left.add(shelf);
                }
            }
            complete = true;
        } finally {
            if (!complete) {
                releaseAll(left);
            }
        }
        return left;
    }

    static void releaseAll(List<Shelf> shelves) {
        for (Shelf shelf : shelves) {
            shelf.release();
        }
    }

    /** Null when another JVM has the lock, or has just removed the shelf, or when it is another user's. */
    private static Shelf lock(Path directory) throws IOException {
        synchronized (OWN) {
            if (OWN.contains(directory)) {
                return null;
            }
            FileChannel channel;
            Path file = directory.resolve(LOCK);
            try {
                channel = FileChannel.open(file, LOCKING, SpoolDirectory.attributes(file, "rw-------"));
            } catch (NoSuchFileException | AccessDeniedException removedOrOfAnotherUser) {
                return null;
            }
            boolean locked = false;
            try {
                locked = channel.tryLock() != null && Files.exists(file);
            } catch (OverlappingFileLockException ofAnotherAgent) {
                // as good as another JVM's
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
            if (!locked) {
                return null;
            }
            OWN.add(directory);
            return new Shelf(directory, channel);
        }
    }

    /** The files that are complete, oldest first; what was half written is deleted. */
    List<Path> files() throws IOException {
        List<Path> complete = new ArrayList<Path>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    complete.add(file);
                } else if (name.equals(HALF)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Collections.sort(complete);
        return complete;
    }

    /** Takes all files of another shelf. */
    void moveAll(Shelf from) throws IOException {
        for (Path file : from.files()) {
            Files.move(file, directory.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Removes the shelf, which has to be empty. */
    void remove() {
        try {
            Files.deleteIfExists(directory.resolve(LOCK));
            Files.deleteIfExists(directory);
        } catch (IOException notEmpty) {
            // another JVM takes it over
        }
        release();
    }

    /** Leaves the files to another JVM. */
    void release() {
        synchronized (OWN) {
            try {
                lock.close();
            } catch (IOException closedAlready) {
                // nothing is left to do
            }
            OWN.remove(directory);
        }
    }
}
