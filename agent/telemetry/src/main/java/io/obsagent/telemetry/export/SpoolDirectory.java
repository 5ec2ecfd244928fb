package io.obsagent.telemetry.export;

import io.obsagent.config.AgentConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the shelves of all JVMs stand that are the same service in the same environment and send to the same collector:
 * each may send what another has left. Spans tell what users do: directories and files are for the agent's
 * user alone, from the moment they are made.
 */
final class SpoolDirectory {

    private static final int MAX_NAME_CHARS = 100;
    private static final FileAttribute<?>[] NONE = {};

    private final File path;
    private final boolean named;

    /** Touches no disk. */
    SpoolDirectory(AgentConfig config) {
        String set = config.exporter.spool.directory;
        AgentConfig.Service service = config.service;
        String name = service.namespace == null ? service.name : service.namespace + '_' + service.name;
        named = set != null;
        path = new File(named ? new File(set) : defaultBase(), fileName(name) + '-' + destination(config));
    }

    /** Tells apart what only the service's name has in common. */
    private static String destination(AgentConfig config) {
        String environment = config.resourceAttributes.get("deployment.environment.name");
        if (environment == null) {
            environment = config.resourceAttributes.get("deployment.environment");
        }
        return Long.toHexString(hash(config.exporter.tracesEndpoint + config.exporter.headers + environment));
    }

    /** FNV-1a: 64 bits without a provider of algorithms. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private static File defaultBase() {
        return new File(
                System.getProperty("java.io.tmpdir", "/tmp"),
                "obs-agent-" + fileName(System.getProperty("user.name", "user")));
    }

    /** A name of one part, whatever characters the text has. */
    private static String fileName(String text) {
        StringBuilder name = new StringBuilder(text);
        name.setLength(Math.min(name.length(), MAX_NAME_CHARS));
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
            if (!plain && (c != '.' || i == 0)) {
                name.setCharAt(i, '_');
            }
        }
        return name.toString();
    }

    /** Whether a shelf is there, such as one that an earlier JVM has left. Loads no class of NIO. */
    boolean isInUse() {
        String[] names = path.list();
        if (names != null) {
            for (String name : names) {
                if (name.startsWith(Shelf.PREFIX)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Makes the directory where it is missing.
     *
     * @throws IOException when it cannot be, or when it is a link or another user's: anybody can make those beside the
     *     temporary files, and would have the agent read, write and delete where they like
     */
    Path make() throws IOException {
        Path directory = Paths.get(path.getPath()).toAbsolutePath();
        if (!named) {
            makeOwn(directory.getParent());
        }
        makeOwn(directory);
        return directory;
    }

    private static void makeOwn(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(directory, attributes(directory, "rwx------"));
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(directory + " is not a directory");
        }
        if (!isOwn(directory)) {
            throw new IOException("another user made " + directory);
        }
    }

    /** Compares with what is made now: Java does not tell which user it runs as. */
    private static boolean isOwn(Path directory) throws IOException {
        String name = "owner-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path probe = Files.createDirectory(directory.resolve(name), attributes(directory, "rwx------"));
        try {
            return Files.getOwner(probe).equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS));
        } finally {
            Files.delete(probe);
        }
    }

    /** Permissions for a new file or directory; none where the file system knows others than POSIX'. */
    static FileAttribute<?>[] attributes(Path at, String permissions) {
        if (!at.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return NONE;
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    @Override
    public String toString() {
        return path.getPath();
    }
}
