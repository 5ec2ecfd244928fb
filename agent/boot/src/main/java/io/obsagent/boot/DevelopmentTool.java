package io.obsagent.boot;

/**
 * Recognises the JVMs that are no applications: the JDK's tools and build tools, which start under JAVA_TOOL_OPTIONS too
 * and whose output people parse. The agent leaves them alone, silently.
 */
final class DevelopmentTool {

    private static final String[] MAIN_CLASSES = {
        "jdk.",
        "sun.tools.",
        "sun.security.tools.",
        "sun.jvm.",
        "com.sun.tools.",
        "sun.rmi.",
        "sun.applet.",
        "org.apache.maven.wrapper.",
        "org.codehaus.plexus.classworlds.launcher.",
        "org.gradle.",
        "org.apache.tools.ant.launch.",
        "org.jetbrains.jps.",
        "sbt.",
        "xsbt.",
        "scala.tools.",
        "org.jetbrains.kotlin.cli.",
    };

    private DevelopmentTool() {}

    static boolean isRunning() {
        return isTool(System.getProperty("sun.java.command"));
    }

    /** Takes the launcher's command: a main class, {@code module/class} or a jar file, then arguments; null if unknown. */
    static boolean isTool(String command) {
        if (command == null) {
            return false;
        }
        int end = command.indexOf(' ');
        String main = end < 0 ? command : command.substring(0, end);
        int module = main.indexOf('/');
        if (main.startsWith("jdk.") && module > 0
                || main.endsWith("maven-wrapper.jar")
                || main.endsWith("gradle-wrapper.jar")) {
            return true;
        }
        for (String prefix : MAIN_CLASSES) {
            if (main.startsWith(prefix, module > 0 ? module + 1 : 0)) {
                return true;
            }
        }
        return false;
    }
}
