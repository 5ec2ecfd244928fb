package io.obsagent.dist;

/** With what the command line ends. */
final class Exit {

    static final int DONE = 0;

    /** It was not possible. */
    static final int FAILED = 1;

    /** It is no command. */
    static final int USAGE = 2;

    /** It was done, and what was found wants to be looked at. */
    static final int FINDINGS = 3;

    private Exit() {}
}
