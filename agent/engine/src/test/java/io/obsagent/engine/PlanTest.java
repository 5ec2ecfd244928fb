package io.obsagent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;
import io.obsagent.instrumentation.sample.AsideHook;
import io.obsagent.instrumentation.sample.NestedHook;
import io.obsagent.instrumentation.sample.OwnLoaderHook;
import io.obsagent.instrumentation.sample.RecordingHook;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final String HOOK = RecordingHook.class.getName();

    @Test
    void rulesSurviveTheWayThroughTheJar() {
        Plan plan = Plan.parse(PlanRecorder.record(new Servlets()).lines());

        assertThat(plan.rules()).hasSize(3);
        Rule first = plan.rules().get(0);
        assertThat(first.instrumentation).isEqualTo("servlet");
        assertThat(first.subtypes).isTrue();
        assertThat(first.replacing).isTrue();
        assertThat(first.types).containsExactly("javax.servlet.Servlet");
        assertThat(first.except).containsExactly("org.apache.jasper.", "x.");
        assertThat(first.group).isEqualTo("http");
        assertThat(first.hook).isEqualTo(HOOK);
        assertThat(plan.instrumentations()).containsExactly("servlet");
    }

    @Test
    void anAliasRepeatsTheRulesThatMentionThePrefix() {
        Plan plan = Plan.parse(PlanRecorder.record(new Servlets()).lines());

        Rule renamed = plan.rules().get(1);
        assertThat(renamed.types).containsExactly("jakarta.servlet.Servlet");
        assertThat(renamed.matchesMethod("service", "(Ljakarta/servlet/ServletRequest;)V"))
                .isTrue();
        assertThat(renamed.hook).isEqualTo("io.obsagent.instrumentation.sample.jakarta_servlet.RecordingHook");
        assertThat(plan.rules().get(2).types).containsExactly("org.spring.Dispatcher");
    }

    @Test
    void thePlanSaysOnWhichSideAHookActs() {
        Plan plan = Plan.parse(PlanRecorder.record(new Instrumentation() {
                    @Override
                    public String name() {
                        return "sample";
                    }

                    @Override
                    public void weave(Weaving weaving) {
                        weaving.types("sample.Service")
                                .methods("before")
                                .with(AsideHook.class)
                                .methods("after")
                                .with(OwnLoaderHook.class)
                                .methods("both")
                                .with(RecordingHook.class)
                                .methods("inherited")
                                .with(NestedHook.class);
                    }
                })
                .lines());

        assertThat(plan.rules()).extracting(rule -> rule.actsBefore).containsExactly(true, false, true, true);
        assertThat(plan.rules()).extracting(rule -> rule.actsAfter).containsExactly(false, true, true, true);
    }

    @Test
    void groupsHaveBits() {
        Plan plan = Plan.parse(PlanRecorder.record(new Servlets()).lines());

        assertThat(plan.groupBit(plan.rules().get(0))).isEqualTo(1);
        assertThat(plan.groupBit(plan.rules().get(1))).isEqualTo(1);
        assertThat(plan.groupBit(plan.rules().get(2))).isZero();
    }

    @Test
    void patterns() {
        assertThat(matches("execute", "execute", "()V")).isTrue();
        assertThat(matches("execute", "executeQuery", "()V")).isFalse();
        assertThat(matches("execute*", "executeQuery", "(I)V")).isTrue();
        assertThat(matches("run()", "run", "()V")).isTrue();
        assertThat(matches("run()", "run", "(I)V")).isFalse();
        assertThat(matches("get(int, java.lang.String[])", "get", "(I[Ljava/lang/String;)V"))
                .isTrue();
        assertThat(matches("get(int, ..)", "get", "(IJ)V")).isTrue();
        assertThat(matches("get(int, ..)", "get", "(J)V")).isFalse();
        assertThat(matches("get(boolean, byte[][])", "get", "(Z[[B)V")).isTrue();
    }

    @Test
    void constructorsAreNeverOutermost() {
        Instrumentation outermost = new Instrumentation() {
            @Override
            public String name() {
                return "sample";
            }

            @Override
            public void weave(Weaving weaving) {
                weaving.types("sample.Service")
                        .methods("<init>")
                        .outermost("group")
                        .with(RecordingHook.class);
            }
        };
        assertThatThrownBy(() -> PlanRecorder.record(outermost)).hasMessageContaining("cannot be outermost");
    }

    @Test
    void malformedPatternsAndPlansAreRefused() {
        assertThatThrownBy(() -> MethodPattern.parse("a*b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MethodPattern.parse("a(int")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MethodPattern.parse("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Plan.parse("jdbc\tT\n")).hasMessageContaining("too few fields");
    }

    private static boolean matches(String pattern, String name, String descriptor) {
        return MethodPattern.parse(pattern).matches(name, descriptor);
    }

    private static final class Servlets implements Instrumentation {
        @Override
        public String name() {
            return "servlet";
        }

        @Override
        public void weave(Weaving weaving) {
            weaving.alias("javax.servlet", "jakarta.servlet");
            weaving.subtypesOf("javax.servlet.Servlet")
                    .except("org.apache.jasper.", "x.")
                    .methods("service(javax.servlet.ServletRequest)")
                    .outermost("http")
                    .replacing()
                    .with(RecordingHook.class);
            weaving.types("org.spring.Dispatcher").methods("run()").with(RecordingHook.class);
        }
    }
}
