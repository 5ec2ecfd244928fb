package io.obsagent.config;

/** What to call a service that nobody has named. */
final class ServiceName {
    private static final String UNKNOWN = "unknown_service:java";

    private ServiceName() {}

    /**
     * Derives a name from the command that started the JVM.
     *
     * @param command the system property {@code sun.java.command}; may be null
     * @return name of the main jar without version, or the main class without package
     */
    static String from(String command) {
        if (command == null || command.trim().isEmpty()) {
            return UNKNOWN;
        }
        String main = main(command.trim());
        String name = main.substring(1 + Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')));
        name = isJar(name) ? withoutVersion(name.substring(0, name.length() - 4)) : simpleName(name);
        return name.isEmpty() ? UNKNOWN : name;
    }

    /** The first word, unless that is a path with blanks in it. */
    private static String main(String command) {
        int blank = command.indexOf(' ');
        String first = blank < 0 ? command : command.substring(0, blank);
        if (isJar(first) || first.indexOf('/') < 0 && first.indexOf('\\') < 0) {
            return first;
        }
        int jar = command.indexOf(".jar ");
        return jar > 0 ? command.substring(0, jar + 4) : isJar(command) ? command : first;
    }

    private static boolean isJar(String name) {
        return name.endsWith(".jar") || name.endsWith(".war");
    }

    /** Cuts at the first dash that a digit follows: {@code cart-1.2.3-SNAPSHOT} becomes {@code cart}. */
    private static String withoutVersion(String name) {
        for (int dash = name.indexOf('-'); dash >= 0; dash = name.indexOf('-', dash + 1)) {
            if (dash > 0 && dash + 1 < name.length() && Character.isDigit(name.charAt(dash + 1))) {
                return name.substring(0, dash);
            }
        }
        return name;
    }

    /** The simple class name; the full one where the simple one says nothing. */
    private static String simpleName(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        switch (simple) {
            case "Main":
            case "App":
            case "Application":
            case "Bootstrap":
            case "Launcher":
            case "Server":
                return className;
            default:
                return simple;
        }
    }
}
