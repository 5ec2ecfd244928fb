package io.obsagent.engine;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentStats;
import io.obsagent.api.AgentThread;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Instrumentation;
import io.obsagent.api.Operation;
import io.obsagent.api.Weaving;
import io.obsagent.instrumentation.sample.AsideHook;
import io.obsagent.instrumentation.sample.FailingHook;
import io.obsagent.instrumentation.sample.NestedHook;
import io.obsagent.instrumentation.sample.OwnLoaderHook;
import io.obsagent.instrumentation.sample.RecordingHook;
import io.obsagent.instrumentation.sample.ReplacingHook;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.implementation.StubMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Weaves real classes in this JVM, each test in a class loader of its own. */
class EngineTest {

    private static final AgentClasses CLASSES = EngineTest::classFile;
    /** After so many, a point has certainly remembered a hook that it looked up. */
    private static final int MANY_CALLS = 200;

    private static java.lang.instrument.Instrumentation jvm;
    private final CountDownLatch followersAreWoven = new CountDownLatch(1);
    private Engine engine;

    @BeforeAll
    static void defineDispatcherOnce() throws Exception {
        jvm = ByteBuddyAgent.install();
        if (!DispatcherDefiner.isDefined()) {
            DispatcherDefiner.define(jvm, CLASSES);
        }
    }

    @BeforeEach
    void forget() {
        RecordingHook.SEEN.clear();
        FailingHook.calls = 0;
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.stop();
        }
    }

    @Test
    void hookSeesArgumentsResultAndWhatItKept() throws Exception {
        Object service = service(w -> w.types("sample.Service").methods("greet").with(RecordingHook.class));

        assertThat(call(service, "greet", "ann", 2)).isEqualTo("hello annhello ann");
        assertThat(RecordingHook.SEEN).containsExactly("before(ann,2)", "after hello annhello ann #1");
    }

    @Test
    void primitivesOfEveryKindPass() throws Exception {
        Object service =
                service(w -> w.types("sample.Service").methods("sum", "array").with(RecordingHook.class));

        assertThat(call(service, "sum", (byte) 1, (short) 2, 3L, 4f, 5d, true, 'a'))
                .isEqualTo(16L + 'a');
        assertThat((double[]) call(service, "array", (Object) new int[][] {{1}, {2}}))
                .containsExactly(2);
        assertThat(RecordingHook.SEEN.get(0)).isEqualTo("before(1,2,3,4.0,5.0,true,a)");
    }

    @Test
    void staticVoidAndConstructors() throws Exception {
        Object service = service(w ->
                w.types("sample.Service").methods("twice", "nothing", "<init>").with(RecordingHook.class));

        call(service, "nothing");
        assertThat(call(service, "twice", 4)).isEqualTo(8);
        assertThat(call(service, "made")).isEqualTo("default");
        assertThat(RecordingHook.SEEN)
                .containsExactly(
                        "before() static",
                        "before(default) static",
                        "after null #2",
                        "after null #1",
                        "before()",
                        "after null #5",
                        "before(4) static",
                        "after 8 #7");
    }

    @Test
    void exceptionsOfTheApplicationAreSeenAndLeave() throws Exception {
        Object service = service(w -> w.types("sample.Service").methods("fail").with(RecordingHook.class));

        assertThatThrownBy(() -> call(service, "fail"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the application's own");
        assertThat(RecordingHook.SEEN).containsExactly("before()", "after the application's own #1");
    }

    @Test
    void handlersOfTheApplicationStayInForce() throws Exception {
        Object service =
                service(w -> w.types("sample.Service").methods("guarded").with(RecordingHook.class));

        assertThat(call(service, "guarded", 0)).isEqualTo(-1);
        assertThat(call(service, "guarded", 7)).isEqualTo(7);
    }

    @Test
    void replacesArgumentsAndResults() throws Exception {
        Object service = service(w ->
                w.types("sample.Service").methods("greet", "twice").replacing().with(ReplacingHook.class));

        assertThat(call(service, "greet", "bo", 0)).isEqualTo("<hello bo!>");
        assertThat(call(service, "twice", 1)).isEqualTo(104);
    }

    @Test
    void subtypesAreFoundThroughInterfacesAndDefaultMethodsAreWoven() throws Exception {
        Object service =
                service(w -> w.subtypesOf("sample.Greeter").methods("greet*").with(RecordingHook.class));

        call(service, "greetTwice", "eve");
        assertThat(RecordingHook.SEEN)
                .containsExactly(
                        "before(eve)", "before(eve,2)", "after hello evehello eve #2", "after hello evehello eve #1");
    }

    @Test
    void exceptedTypesAreLeftAlone() throws Exception {
        Object service = service(w -> w.subtypesOf("sample.Greeter")
                .except("sample.S")
                .methods("greet(java.lang.String, int)")
                .with(RecordingHook.class));

        call(service, "greet", "ann", 1);
        assertThat(RecordingHook.SEEN).isEmpty();
    }

    @Test
    void outermostCallsTheHookOnceInARecursionAndAgainAfterwards() throws Exception {
        Object service = service(
                w -> w.types("sample.Service").methods("recurse").outermost("r").with(RecordingHook.class));

        assertThat(call(service, "recurse", 3)).isEqualTo(3);
        assertThat(call(service, "recurse", 1)).isEqualTo(1);
        assertThat(RecordingHook.SEEN).containsExactly("before(3)", "after 3 #1", "before(1)", "after 1 #3");
    }

    @Test
    void callsWithinCallsAreToldApart() throws Exception {
        Object service =
                service(w -> w.types("sample.Service").methods("recurse").with(RecordingHook.class));
        int depth = 20;

        assertThat(call(service, "recurse", depth)).isEqualTo(depth);
        assertThat(RecordingHook.SEEN).hasSize(2 * (depth + 1));
        for (int i = 0; i <= depth; i++) {
            assertThat(RecordingHook.SEEN.get(i)).isEqualTo("before(" + (depth - i) + ")");
            assertThat(RecordingHook.SEEN.get(2 * depth + 1 - i)).isEqualTo("after " + (depth - i) + " #" + (i + 1));
        }
    }

    @Test
    void aConstructorThatThrowsDisturbsNoOtherCall() throws Exception {
        Object service = service(
                w -> w.types("sample.Service").methods("<init>", "nothing").with(RecordingHook.class));
        RecordingHook.SEEN.clear();

        assertThatThrownBy(() -> service.getClass().getConstructor(int.class).newInstance(1))
                .hasRootCauseMessage("never made");
        call(service, "nothing");
        assertThat(RecordingHook.SEEN).containsExactly("before(1) static", "before()", "after null #2");
    }

    @Test
    void aThreadKeepsNothingOfACallThatIsOver() throws Exception {
        Object service = service(w -> w.types("sample.Service").methods("same").with(RecordingHook.class));
        WeakReference<Object> passed = new WeakReference<>(call(service, "same", new Object()));

        for (int i = 0; i < 50 && passed.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(passed.get()).isNull();
    }

    @Test
    void wovenCodeCalledByAHookCallsNoHook() throws Exception {
        Object service = service(w -> {
            Weaving.TypeRule types = w.types("sample.Service");
            types.methods("nothing").with(NestedHook.class);
            types.methods("twice").with(RecordingHook.class);
        });

        call(service, "nothing");
        assertThat(RecordingHook.SEEN).containsExactly("before()", "after null #1");
    }

    @Test
    void hooksThatThrowAreSwallowedCountedAndSwitchedOff() throws Exception {
        Object service = service(w -> w.types("sample.Service").methods("greet").with(FailingHook.class));
        for (Throwable failure : new Throwable[] {
            new IllegalStateException("hook"), new OutOfMemoryError("hook"), new StackOverflowError(), new Exception()
        }) {
            FailingHook.failure = failure;
            assertThat(call(service, "greet", "x", 1)).isEqualTo("hello x");
        }
        assertThat(AgentStats.hookErrors().get(FailingHook.class.getName()).get())
                .isEqualTo(8);

        for (int i = 0; i < 20; i++) {
            assertThat(call(service, "greet", "x", 1)).isEqualTo("hello x");
        }
        // those that the JVM itself throws say nothing about the hook
        assertThat(FailingHook.calls).isEqualTo(7);
    }

    @Test
    void failuresThatAreNotInARowSwitchNothingOff() throws Exception {
        Object service = service(w -> w.types("sample.Service").methods("greet").with(SometimesFailingHook.class));

        for (int i = 0; i < 100; i++) {
            call(service, "greet", "x", 1);
        }
        assertThat(SometimesFailingHook.calls).isEqualTo(100);
    }

    /** Throws at every second call. */
    public static final class SometimesFailingHook implements Hook {
        private static int calls;

        @Override
        public void before(Call call) {
            if (calls++ % 2 == 0) {
                throw new IllegalStateException("now and then");
            }
        }
    }

    @Test
    void whatAHookEntersThatActsBeforeTheBodyOnlyIsLeftBehindTheBody() throws Exception {
        Object service = service(w -> {
            Weaving.TypeRule types = w.types("sample.Service");
            types.methods("guarded").with(EnteringHook.class);
            types.methods("nothing").with(RecordingHook.class);
        });

        for (Exception failure : new Exception[] {null, new Exception("after it has entered")}) {
            EnteringHook.failure = failure;
            RecordingHook.SEEN.clear();
            assertThat(call(service, "guarded", 1)).isEqualTo(1); // calls nothing()
            assertThat(RecordingHook.SEEN).containsExactly("before()", "after null #1", "left");
        }
    }

    /** Enters an operation, and perhaps fails then. */
    public static final class EnteringHook implements Hook {
        private static Exception failure;

        @Override
        public void before(Call call) throws Exception {
            call.enter(new ByteBuddy()
                    .subclass(Operation.class)
                    .method(isAbstract())
                    .intercept(StubMethod.INSTANCE)
                    .method(named("restore"))
                    .intercept(InvocationHandlerAdapter.of((self, method, args) -> RecordingHook.SEEN.add("left")))
                    .make()
                    .load(Operation.class.getClassLoader())
                    .getLoaded()
                    .getConstructor()
                    .newInstance());
            if (failure != null) {
                throw failure;
            }
        }
    }

    @Test
    void linkageErrorsSwitchAHookOffAtOnce() throws Exception {
        Object service = service(w -> w.types("sample.Service").methods("greet").with(FailingHook.class));
        FailingHook.failure = new NoSuchMethodError("of another version");

        call(service, "greet", "x", 1);
        call(service, "greet", "x", 1);
        assertThat(FailingHook.calls).isEqualTo(1);
    }

    @Test
    void theAgentsThreadsAreNotObserved() throws Exception {
        Object service =
                service(w -> w.types("sample.Service").methods("nothing").with(RecordingHook.class));

        Thread thread = new AgentThread("test", () -> {
            try {
                call(service, "nothing");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        thread.join();
        assertThat(RecordingHook.SEEN).isEmpty();
    }

    @Test
    void withinACallThatStandsAsideOthersAreOutermost() throws Exception {
        Object service = service(w -> w.types("sample.Service")
                .methods("guarded(int)")
                .outermost("sample")
                .with(AsideHook.class)
                .methods("nothing()")
                .outermost("sample")
                .with(RecordingHook.class));

        call(service, "guarded", 1); // calls nothing()
        assertThat(RecordingHook.SEEN).startsWith("before()");
    }

    @Test
    void methodsAlongOthersAreWovenWhereOthersAre() throws Exception {
        Object service = service(w -> w.subtypesOf("sample.Greeter")
                .methods("fail()")
                .with(RecordingHook.class)
                .methods("nothing()")
                .alongOthers()
                .with(RecordingHook.class));

        call(service, "nothing");
        assertThat(RecordingHook.SEEN).startsWith("before()");
    }

    @Test
    void methodsAlongOthersAloneAreNoReasonToWeave() throws Exception {
        Object service = service(w -> w.subtypesOf("sample.Greeter")
                .methods("absent()")
                .with(RecordingHook.class)
                .methods("nothing()")
                .alongOthers()
                .with(RecordingHook.class));

        call(service, "nothing");
        assertThat(RecordingHook.SEEN).isEmpty();
    }

    @Test
    void whatIsAskedForIsWovenFromThenOn() throws Exception {
        start(Plan.parse(PlanRecorder.record(new Declared(w -> {
                    w.shared();
                    w.onlyWhenAskedFor();
                    w.subtypesOf("sample.Greeter").methods("nothing()").with(RecordingHook.class);
                }))
                .lines()));
        call(newInstance("sample.Service"), "nothing");
        assertThat(RecordingHook.SEEN).isEmpty();

        engine.observe(Set.of("sample"));
        call(newInstance("sample.Service"), "nothing");
        assertThat(RecordingHook.SEEN).startsWith("before()");
    }

    @Test
    void switchedOffInstrumentationsPassThrough() throws Exception {
        Object service =
                service(w -> w.types("sample.Service").methods("nothing").with(RecordingHook.class));

        engine.observe(Set.of());
        call(service, "nothing");
        assertThat(RecordingHook.SEEN).isEmpty();

        engine.observe(Set.of("sample"));
        call(service, "nothing");
        assertThat(RecordingHook.SEEN).hasSize(2);
    }

    @Test
    void whatIsUnderWayWhenItIsSwitchedOffEnds() throws Exception {
        Object service = service(w -> w.types("sample.Service")
                .methods("guarded")
                .with(RecordingHook.class)
                .methods("nothing")
                .outermost("sample")
                .with(SwitchingOffHook.class));
        SwitchingOffHook.engine = engine;

        assertThat(call(service, "guarded", 7)).isEqualTo(7);
        assertThat(RecordingHook.SEEN).containsExactly("before(7)", "after 7 #1");
        call(service, "guarded", 8);
        assertThat(RecordingHook.SEEN).hasSize(2);

        for (int i = 0; i < 2; i++) {
            // again, as the thread has left the group
            engine.observe(Set.of("sample"));
            call(service, "guarded", 9);
        }
        assertThat(RecordingHook.SEEN).endsWith("before(9)", "after 9 #3", "before(9)", "after 9 #5");
    }

    @Test
    void someHooksStayOnWhereTheirInstrumentationWasOnBefore() throws Exception {
        Object service = service(
                w -> w.types("sample.Service").methods("nothing").staysOn().with(RecordingHook.class));

        engine.observe(Set.of());
        call(service, "nothing");
        assertThat(RecordingHook.SEEN).isEmpty();

        engine.observe(Set.of("sample"));
        engine.observe(Set.of());
        call(service, "nothing");
        assertThat(RecordingHook.SEEN).hasSize(2);
    }

    @Test
    void someHooksSleepUntilAnotherWakesThem() throws Exception {
        Object service = service(w -> w.types("sample.Service")
                .methods("nothing")
                .asleep()
                .with(RecordingHook.class)
                .methods("guarded")
                .with(WakingHook.class));

        call(service, "nothing");
        engine.observe(Set.of("sample"));
        call(service, "nothing");
        assertThat(RecordingHook.SEEN).isEmpty();

        call(service, "guarded", 7); // calls the other
        call(service, "nothing");
        assertThat(RecordingHook.SEEN).hasSize(4);

        engine.observe(Set.of());
        call(service, "nothing");
        assertThat(RecordingHook.SEEN).hasSize(4);
    }

    @Test
    void classesThatWereLoadedWhileItWasOffAreWovenOnce() throws Exception {
        start(Plan.parse(PlanRecorder.record(new Declared(w -> {
                    w.shared();
                    w.types("sample.Service").methods("nothing").with(RecordingHook.class);
                }))
                .lines()));
        engine.observe(Set.of());
        Object service = newInstance("sample.Service");
        call(service, "nothing");
        assertThat(RecordingHook.SEEN).isEmpty();

        engine.observe(Set.of("sample"));
        engine.weaveLoaded();
        awaitHookOf(service);
        Thread.sleep(200); // copies of the class that other tests have left are woven with it
        long woven = AgentStats.wovenTypes().get("sample").get();

        engine.observe(Set.of());
        jvm.retransformClasses(service.getClass()); // as another agent does
        engine.observe(Set.of("sample"));
        engine.weaveLoaded();
        awaitHookOf(service);
        Thread.sleep(200);
        assertThat(AgentStats.wovenTypes().get("sample").get()).isEqualTo(woven);
    }

    @Test
    void restoreGivesClassesTheirOriginalCode() throws Exception {
        Object service =
                service(w -> w.types("sample.Service").methods("nothing").with(RecordingHook.class));
        ClassFiles files = new ClassFiles(service.getClass());
        jvm.addTransformer(files, true); // sees what the engine has made of the class
        try {
            jvm.retransformClasses(service.getClass());
            assertThat(files.last).isNotEqualTo(classFile("sample.Service"));

            assertThat(engine.restore()).isPositive();
            assertThat(files.last).isEqualTo(classFile("sample.Service"));
            call(service, "nothing");
            call(newInstance("sample.Service"), "nothing");
            assertThat(RecordingHook.SEEN).isEmpty();
            assertThat(engine.restore()).isZero();
        } finally {
            jvm.removeTransformer(files);
        }
    }

    /** As detach does it. */
    @Test
    void restoreGivesClassesTheirOriginalCodeAlsoWhereTheConfigurationNamesMethods() throws Exception {
        Object service =
                service(w -> w.types("sample.Service").methods("nothing").with(RecordingHook.class));
        Object early = newInstance("sample.Early");
        engine.observeMethods(List.of(
                target("sample.Service", false, "twice(int)"),
                target("sample.Service", false, "nothing"),
                target("sample.Early", false, "*")));
        ClassFiles files = new ClassFiles(service.getClass());
        ClassFiles earlyFiles = new ClassFiles(early.getClass());
        jvm.addTransformer(files, true);
        jvm.addTransformer(earlyFiles, true);
        try {
            jvm.retransformClasses(service.getClass(), early.getClass());
            assertThat(files.last).isNotEqualTo(classFile("sample.Service"));
            assertThat(earlyFiles.last).isNotEqualTo(classFile("sample.Early"));

            engine.observe(Set.of());
            engine.observeMethods(List.of());
            engine.restore();
            assertThat(files.last).isEqualTo(classFile("sample.Service"));
            assertThat(earlyFiles.last).isEqualTo(classFile("sample.Early"));
            call(service, "nothing");
            assertThat(call(service, "twice", 4)).isEqualTo(8);
            assertThat(RecordingHook.SEEN).isEmpty();
        } finally {
            jvm.removeTransformer(files);
            jvm.removeTransformer(earlyFiles);
        }
    }

    @Test
    void tellsWhatBecameOfMethodsThatTheConfigurationNames() throws Exception {
        start(Plan.parse(""));
        newInstance("sample.Service");
        MethodTarget found = target("sample.Service", false, "twice");
        MethodTarget inherited = target("sample.Service", false, "absent");
        MethodTarget abstractOnly = target("sample.Greeter", false, "greet");
        MethodTarget later = target("sample.Absent", true, "a");
        MethodTarget core = target("java.lang.Integer", false, "parseInt");
        engine.observeMethods(List.of(found, inherited, abstractOnly, later, core));

        assertThat(engine.outcome(found).methods).isEqualTo(1);
        assertThat(engine.outcome(found).reason).isNull();
        assertThat(engine.outcome(inherited).reason).isEqualTo(MethodOutcome.Reason.NO_METHOD);
        assertThat(engine.outcome(inherited).className).isEqualTo("sample.Service");
        assertThat(engine.outcome(abstractOnly).reason).isEqualTo(MethodOutcome.Reason.NO_METHOD);
        assertThat(engine.outcome(later).reason).isEqualTo(MethodOutcome.Reason.NOT_LOADED);
        assertThat(engine.outcome(core).reason).isEqualTo(MethodOutcome.Reason.LEFT_ALONE);

        engine.observeMethods(List.of(later));
        assertThat(engine.outcome(found).reason).isEqualTo(MethodOutcome.Reason.LEFT_OUT);
    }

    @Test
    void whatIsUnderWayWhenItIsDetachedEnds() throws Exception {
        Object service = service(w -> w.types("sample.Service")
                .methods("guarded")
                .with(RecordingHook.class)
                .methods("nothing")
                .with(DetachingHook.class));
        DetachingHook.engine = engine;

        assertThat(call(service, "guarded", 7)).isEqualTo(7);
        assertThat(RecordingHook.SEEN).containsExactly("before(7)", "after 7 #1");
    }

    /** Calls that began under one agent may end under the next. */
    @Test
    void tokensOfAnotherDispatcherAreLeftAlone() throws Exception {
        start(Plan.parse(""));
        Method exit = Class.forName("java.lang.ObsAgentDispatcher")
                .getMethod("exit", Object.class, Object.class, Throwable.class);

        assertThat(exit.invoke(null, "of another", "result", null)).isEqualTo("result");
    }

    /** Restores all classes within a hooked call. */
    public static final class DetachingHook implements Hook {
        static Engine engine;

        @Override
        public void before(Call call) {
            engine.observe(Set.of());
            engine.restore();
        }
    }

    /** Notes the class file of one class when the JVM transforms it. */
    private static final class ClassFiles implements ClassFileTransformer {
        private final Class<?> watched;
        private byte[] last;

        ClassFiles(Class<?> watched) {
            this.watched = watched;
        }

        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
            if (redefined == watched) {
                last = file;
            }
            return null;
        }
    }

    @Test
    void switchingOnOffersOnlyClassesThatLackSomething() throws Exception {
        start(Plan.parse(PlanRecorder.record(new Declared(w -> {
                    w.shared();
                    w.subtypesOf("sample.Greeter").methods("nothing").with(RecordingHook.class);
                }))
                .lines()));
        engine.observe(Set.of());
        Object heir = newInstance("sample.Heir");
        ClassLoader loader = heir.getClass().getClassLoader();
        List<String> offered = new CopyOnWriteArrayList<>();
        ClassFileTransformer offers = new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader of, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
                if (of == loader && redefined != null) {
                    offered.add(name);
                }
                return null;
            }
        };
        jvm.addTransformer(offers, true);
        try {
            engine.observe(Set.of("sample"));
            engine.weaveLoaded();
            awaitHookOf(heir);
            assertThat(offered).containsExactly("sample/Service");

            engine.observe(Set.of());
            engine.observe(Set.of("sample"));
            engine.weaveLoaded();
            Thread.sleep(500);
            assertThat(offered).containsExactly("sample/Service");
        } finally {
            jvm.removeTransformer(offers);
        }
    }

    private static void awaitHookOf(Object service) throws Exception {
        RecordingHook.SEEN.clear();
        for (int i = 0; i < 500 && RecordingHook.SEEN.isEmpty(); i++) {
            Thread.sleep(20);
            call(service, "nothing");
        }
        assertThat(RecordingHook.SEEN).containsExactly("before()", "after null #1");
    }

    /** Wakes hooks that sleep. */
    public static final class WakingHook implements Hook {
        @Override
        public void before(Call call) {
            call.wake();
        }
    }

    /** Switches everything off within a hooked call. */
    public static final class SwitchingOffHook implements Hook {
        static Engine engine;

        @Override
        public void before(Call call) {
            engine.observe(Set.of());
        }
    }

    @Test
    void followersAreWovenWhenAnotherInstrumentationHasWoven() throws Exception {
        Instrumentation follower = new Declared(w -> {
            w.shared();
            w.followsOthers();
            w.types("sample.Early").methods("nothing").with(RecordingHook.class);
        });
        Instrumentation leader =
                new Declared(w -> w.types("sample.Service").methods("twice").with(RecordingHook.class));
        start(Plan.parse(PlanRecorder.record(leader).lines()
                + PlanRecorder.record(follower).lines()));
        Object early = newInstance("sample.Early");
        call(early, "nothing");
        assertThat(RecordingHook.SEEN).isEmpty();

        assertThat(followersAreWoven.getCount()).isEqualTo(1);

        newInstance("sample.Service");
        assertThat(followersAreWoven.await(10, TimeUnit.SECONDS)).isTrue();
        call(early, "nothing");
        assertThat(RecordingHook.SEEN).startsWith("before()");
    }

    @Test
    void aClassThatARuleNamesIsNotLoadedUnwovenForTheSakeOfItsSubclass() throws Exception {
        // a JVM loads them once: the second run in one takes the second
        Map<String, String> subclasses = new TreeMap<>(Map.of(
                "java.util.concurrent.Phaser", "sample.Phased",
                "java.util.concurrent.locks.StampedLock", "sample.Stamped"));
        for (Class<?> loaded : jvm.getAllLoadedClasses()) {
            subclasses.remove(loaded.getName());
        }
        assertThat(subclasses).as("not loaded yet").isNotEmpty();
        String named = subclasses.keySet().iterator().next();
        service(w -> {
            w.types(named).methods("toString").with(RecordingHook.class);
            w.subtypesOf(named).methods("toString").with(RecordingHook.class);
        });

        Object subclass;
        AgentLog.setLevel(AgentLog.Level.DEBUG);
        try {
            subclass = newInstance(subclasses.get(named));
        } finally {
            AgentLog.setLevel(AgentLog.Level.INFO);
        }
        assertThat(engine.wovenFor(subclass.getClass().getSuperclass()))
                .as("%s is woven for", named)
                .containsExactly("sample");
        call(subclass, "toString");
        assertThat(RecordingHook.SEEN).as("seen of both").hasSize(4);
        assertThat(RecordingHook.SEEN.subList(0, 2)).containsOnly("before()");
        assertThat(RecordingHook.SEEN.subList(2, 4))
                .allSatisfy(after -> assertThat(after)
                        .startsWith("after " + subclass.getClass().getName()));
    }

    @Test
    void aLoaderThatFailsToGiveClassFilesHindersNoRuleByName() throws Exception {
        start(Plan.parse(PlanRecorder.record(new Declared(w -> {
                    w.shared();
                    w.types("sample.Service").methods("nothing").with(RecordingHook.class);
                    w.subtypesOf("sample.Greeter").methods("greet").with(RecordingHook.class);
                }))
                .lines()));
        ClassLoader failing = new ChildFirst() {
            @Override
            public InputStream getResourceAsStream(String name) {
                throw new IllegalStateException("closed");
            }
        };

        call(failing.loadClass("sample.Service").getConstructor().newInstance(), "nothing");
        assertThat(RecordingHook.SEEN).containsExactly("before()", "after null #1");
    }

    @Test
    void loadersThatAreEqualHaveHooksOfTheirOwn() throws Exception {
        service(w -> w.types("sample.Service").methods("made").replacing().with(OwnLoaderHook.class), false);

        Object one = newInstance("sample.Service");
        Object other = newInstance("sample.Service");
        assertThat(one.getClass().getClassLoader()).isEqualTo(other.getClass().getClassLoader());
        for (int i = 0; i < MANY_CALLS; i++) {
            assertThat(call(one, "made")).isEqualTo("own");
            assertThat(call(other, "made")).isEqualTo("own");
        }
    }

    @Test
    void nothingKeepsTheLoaderOfWovenClasses() throws Exception {
        Object service = service(w -> w.types("sample.Service").methods("twice").with(UnsharedHook.class), false);
        for (int i = 0; i < MANY_CALLS; i++) {
            call(service, "twice", 1);
        }
        WeakReference<ClassLoader> loader =
                new WeakReference<>(service.getClass().getClassLoader());
        service = null;

        for (int i = 0; i < 50 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(loader.get()).isNull();
    }

    @Test
    void methodsOfTheConfigurationComeAndGoInLoadedClasses() throws Exception {
        start(Plan.parse(""));
        Object service = newInstance("sample.Service");
        MethodTarget twice = target("sample.Service", false, "twice(int)");
        engine.observeMethods(List.of(twice));
        assertThat(call(service, "twice", 4)).isEqualTo(8);
        assertThat(RecordingHook.SEEN).containsExactly("before(4) static", "after 8 #1");

        engine.observeMethods(List.of(twice, target("sample.Greeter", true, "no*")));
        call(service, "nothing");
        call(newInstance("sample.Service"), "nothing");
        assertThat(RecordingHook.SEEN).hasSize(6);

        engine.observeMethods(List.of(twice));
        call(service, "nothing");
        assertThat(RecordingHook.SEEN).hasSize(6);

        engine.observeMethods(List.of());
        assertThat(call(service, "twice", 4)).isEqualTo(8);
        assertThat(call(newInstance("sample.Service"), "twice", 4)).isEqualTo(8);
        assertThat(RecordingHook.SEEN).hasSize(6);
    }

    @Test
    void nothingKeepsTheLoaderOfAClassThatTheConfigurationNames() throws Exception {
        start(Plan.parse(""));
        engine.observeMethods(List.of(target("sample.Service", false, "twice")));
        Object service = newInstance("sample.Service");
        call(service, "twice", 1);
        assertThat(RecordingHook.SEEN).hasSize(2);
        WeakReference<ClassLoader> loader =
                new WeakReference<>(service.getClass().getClassLoader());
        service = null;

        for (int i = 0; i < 50 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(loader.get()).isNull();
    }

    private static MethodTarget target(String type, boolean subtypes, String method) {
        return new MethodTarget(
                "rule", type, subtypes, null, null, List.of(method), (className, name) -> new RecordingHook());
    }

    /** Stands in a package that helper loaders do not define, so it is found through the application's loader. */
    public static final class UnsharedHook implements Hook {}

    private Object service(Consumer<Weaving> rules) throws Exception {
        return service(rules, true);
    }

    private Object service(Consumer<Weaving> rules, boolean shared) throws Exception {
        start(Plan.parse(PlanRecorder.record(new Declared(w -> {
                    if (shared) {
                        w.shared();
                    }
                    rules.accept(w);
                }))
                .lines()));
        return newInstance("sample.Service");
    }

    private void start(Plan plan) {
        engine = Engine.start(jvm, plan, CLASSES, followersAreWoven::countDown);
    }

    private static Object newInstance(String name) throws Exception {
        return new ChildFirst().loadClass(name).getConstructor().newInstance();
    }

    private static Object call(Object target, String name, Object... args) throws Exception {
        for (Method method : target.getClass().getMethods()) {
            if (method.getName().equals(name)) {
                return invoke(method, target, args);
            }
        }
        for (Method method : target.getClass().getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                method.setAccessible(true);
                return invoke(method, target, args);
            }
        }
        throw new NoSuchMethodException(name);
    }

    private static Object invoke(Method method, Object target, Object[] args) throws Exception {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException thrown) {
            throw (Exception) thrown.getCause();
        }
    }

    static byte[] classFile(String name) throws IOException {
        try (InputStream in =
                EngineTest.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private record Declared(Consumer<Weaving> rules) implements Instrumentation {
        @Override
        public String name() {
            return "sample";
        }

        @Override
        public void weave(Weaving weaving) {
            rules.accept(weaving);
        }
    }

    /** Loads the sample classes anew. Equal to all of its kind, as some application servers' loaders are. */
    private static class ChildFirst extends ClassLoader {
        ChildFirst() {
            super(EngineTest.class.getClassLoader());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ChildFirst;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("sample.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try {
                byte[] file = classFile(name);
                return defineClass(name, file, 0, file.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
