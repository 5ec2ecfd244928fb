package io.obsagent.benchmarks;

/** Whether a limit is kept, from best to worst. */
enum Verdict {
    KEPT("yes"),
    /** Above another agent, but by less than the measurement can tell. */
    NOT_TOLD("not told apart"),
    BROKEN("**no**");

    /** As the table shows it. */
    final String text;

    Verdict(String text) {
        this.text = text;
    }

    static Verdict of(boolean kept) {
        return kept ? KEPT : BROKEN;
    }

    Verdict and(Verdict other) {
        return compareTo(other) < 0 ? other : this;
    }
}
