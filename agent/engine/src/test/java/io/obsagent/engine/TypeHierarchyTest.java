package io.obsagent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Hook;
import java.lang.instrument.ClassFileTransformer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which classes of the JDK are loaded to judge a subclass of theirs; {@link EngineTest} shows why not all. */
class TypeHierarchyTest {

    private static final String PHASER = "java.util.concurrent.Phaser";
    private static final String BY_NAME = "sample\tS\t" + PHASER + "\t\tregister\t\thook\n";
    private static final String BY_SUPER_TYPE = "sample\tTS\t" + PHASER + "\t\ttoString\t\thook\n";

    private final ClassLoader agent = new ClassLoader(null) {};
    private final Platform platform = new Platform();

    @BeforeAll
    static void defineDispatcher() throws Exception {
        EngineTest.defineDispatcherOnce();
    }

    @Test
    void aRuleForSubtypesLoadsNoClassThatAnotherNames() throws Exception {
        weavePhased(gate(BY_NAME + BY_SUPER_TYPE));
        assertThat(platform.asked).isEmpty();
    }

    @Test
    void aMethodRuleForSubtypesLoadsNoClassThatARuleNames() throws Exception {
        weavePhased(methodGate(gate(BY_NAME)));
        assertThat(platform.asked).isEmpty();
    }

    @Test
    void otherClassesOfTheJdkAreLoaded() throws Exception {
        weavePhased(gate(BY_SUPER_TYPE));
        assertThat(platform.asked).containsExactly(PHASER);
        weavePhased(methodGate(gate("")));
        assertThat(platform.asked).containsExactly(PHASER, PHASER);
    }

    private ClassGate gate(String plan) {
        return new ClassGate(Plan.parse(plan), agent, platform, () -> {});
    }

    private MethodGate methodGate(ClassGate gate) {
        MethodPoints points = new MethodPoints(new Dispatcher(Plan.parse(""), EngineTest::classFile));
        MethodGate methodGate = new MethodGate(agent, gate.hierarchy(), points, () -> {});
        methodGate.change(List.of(new MethodTarget(
                "rule", PHASER, true, null, null, List.of("toString"), (className, name) -> new Hook() {})));
        return methodGate;
    }

    private static void weavePhased(ClassFileTransformer gate) throws Exception {
        ClassLoader application = TypeHierarchyTest.class.getClassLoader();
        assertThat(gate.transform(application, "sample/Phased", null, null, EngineTest.classFile("sample.Phased")))
                .isNotNull();
    }

    /** Notes what it is asked for, and has none of it: another test may want to see it loaded. */
    private static final class Platform extends ClassLoader {
        final List<String> asked = new ArrayList<>();

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            throw new ClassNotFoundException(name);
        }
    }
}
