package io.obsagent.instrumentation.logging.line;

/** Libraries that the application may have or not. */
final class OptionalLibrary {

    private OptionalLibrary() {}

    /** Whether hooks of this class loader see a class. */
    static boolean isPresent(String name) {
        try {
            Class.forName(name, false, OptionalLibrary.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        } catch (LinkageError unusable) {
            return false;
        }
    }
}
