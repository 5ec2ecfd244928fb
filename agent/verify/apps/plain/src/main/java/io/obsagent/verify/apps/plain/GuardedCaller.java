package io.obsagent.verify.apps.plain;

/** As {@link Caller}, behind a security manager that the application sets itself. */
public final class GuardedCaller {

    private GuardedCaller() {}

    /** @param args as of {@link Caller} */
    public static void main(String[] args) throws Exception {
        System.setSecurityManager(new SecurityManager());
        Caller.main(args);
    }
}
