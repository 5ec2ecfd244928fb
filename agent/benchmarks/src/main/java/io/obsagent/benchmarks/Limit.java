package io.obsagent.benchmarks;

import java.util.Locale;
import java.util.Optional;

/** What our agent may add to a row at most. */
interface Limit {

    /** As the table shows it. */
    String text();

    /** Whether it is kept; empty when what it compares with was not measured, or not often enough. */
    Optional<Verdict> verdict(Results results, Row row);

    /** Both have to be kept. One that cannot be told, since another agent was not measured, is passed over. */
    default Limit and(Limit other) {
        return new Both(this, other);
    }

    /** Nothing is asked. */
    Limit NONE = new None();

    /** A quarter of the differences from no agent, at least, is not above 0. */
    Limit NOT_MEASURABLE = new NotMeasurable();

    /** Of what OpenTelemetry's agent adds. */
    record Share(double most) implements Limit {
        @Override
        public String text() {
            return String.format(Locale.ROOT, "%.2f", most);
        }

        @Override
        public Optional<Verdict> verdict(Results results, Row row) {
            double share = results.share(row, AgentKind.OBS);
            return Double.isNaN(share) ? Optional.empty() : Optional.of(Verdict.of(share <= most));
        }
    }

    /** In the row's unit. */
    record Value(double most) implements Limit {
        @Override
        public String text() {
            return String.format(Locale.ROOT, "+%.0f", most);
        }

        @Override
        public Optional<Verdict> verdict(Results results, Row row) {
            Spread added = results.added(row, AgentKind.OBS);
            return added == null ? Optional.empty() : Optional.of(Verdict.of(added.middle() <= most));
        }
    }

    /**
     * Not above another agent: the middle of the differences from that agent at the same time is not above 0. Up to their
     * standard error above it cannot be told from the other. Two alike are told apart in one of six measurements, one that is
     * above by twice that error is in five of six; the more is measured, the smaller it is. One value each is taken as exact.
     */
    record NotAbove(AgentKind other) implements Limit {
        @Override
        public String text() {
            return other.label;
        }

        @Override
        public Optional<Verdict> verdict(Results results, Row row) {
            Spread above = results.above(row, AgentKind.OBS, other);
            return above == null ? Optional.empty() : Optional.of(verdict(above));
        }

        private static Verdict verdict(Spread above) {
            return above.middle() > 0 && above.middle() <= above.error()
                    ? Verdict.NOT_TOLD
                    : Verdict.of(above.middle() <= 0);
        }
    }

    /** See {@link #and}. */
    record Both(Limit one, Limit other) implements Limit {
        @Override
        public String text() {
            return one.text() + ", " + other.text();
        }

        @Override
        public Optional<Verdict> verdict(Results results, Row row) {
            Optional<Verdict> first = one.verdict(results, row);
            Optional<Verdict> second = other.verdict(results, row);
            return first.isEmpty() || second.isEmpty()
                    ? first.or(() -> second)
                    : Optional.of(first.get().and(second.get()));
        }
    }

    /** See {@link #NONE}. */
    record None() implements Limit {
        @Override
        public String text() {
            return "";
        }

        @Override
        public Optional<Verdict> verdict(Results results, Row row) {
            return Optional.empty();
        }
    }

    /** See {@link #NOT_MEASURABLE}. Of a few differences nobody can tell. */
    record NotMeasurable() implements Limit {
        private static final int FEW = 8;

        @Override
        public String text() {
            return "not measurable";
        }

        @Override
        public Optional<Verdict> verdict(Results results, Row row) {
            Spread added = results.added(row, AgentKind.OBS);
            return added == null || added.count() < FEW ? Optional.empty() : Optional.of(Verdict.of(added.low() <= 0));
        }
    }
}
