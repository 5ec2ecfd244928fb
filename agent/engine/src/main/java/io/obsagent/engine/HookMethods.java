package io.obsagent.engine;

import io.obsagent.api.Hook;
import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Which of the methods of {@link Hook} a hook class overrides. Used when the jar is built: read from the class files, since
 * reflection would ask for the classes of all libraries.
 */
final class HookMethods extends ClassVisitor {

    private static final String DESCRIPTOR = "(Lio/obsagent/api/Call;)V";

    private static final String HOOK = "io/obsagent/api/Hook";

    private boolean before;
    private boolean after;
    private boolean isHook;

    /**
     * @throws IllegalArgumentException when a class file cannot be read, and when no class names {@link Hook} as its interface:
     *     by way of another interface, default methods would not be seen
     */
    HookMethods(Class<? extends Hook> hook) {
        super(Opcodes.ASM9);
        for (Class<?> type = hook; type != Object.class; type = type.getSuperclass()) {
            String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
            try (InputStream in = type.getResourceAsStream(file)) {
                new ClassReader(in)
                        .accept(this, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException(type.getName() + " cannot be read", unreadable);
            }
        }
        if (!isHook) {
            throw new IllegalArgumentException(hook.getName() + " implements Hook by way of another interface");
        }
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        for (String each : interfaces) {
            isHook |= each.equals(HOOK);
        }
    }

    /** Whether the hook does anything before the body. */
    boolean actBefore() {
        return before;
    }

    /** Whether the hook does anything after the body. */
    boolean actAfter() {
        return after;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        if (descriptor.equals(DESCRIPTOR)) {
            before |= name.equals("before");
            after |= name.equals("after");
        }
        return null;
    }
}
