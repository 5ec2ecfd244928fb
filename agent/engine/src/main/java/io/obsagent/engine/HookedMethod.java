package io.obsagent.engine;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes a method with the dispatcher's calls around its body:
 *
 * <pre>
 * Object token = null;
 * try { token = ObsAgentDispatcher.enter(Woven.class, point, this, 2, argument, argument, null); } catch (Throwable t) {}
 * try {
 *     body, where for each return:
 *         result = value;
 *         try { ObsAgentDispatcher.exit(token, result, null); } catch (Throwable t) {}
 *         return result;
 * } catch (Throwable thrown) {
 *     try { ObsAgentDispatcher.exit(token, null, thrown); } catch (Throwable t) {}
 *     throw thrown;
 * }
 * </pre>
 *
 * <p>Up to three arguments are handed over as they are, more of them in an array. So are those of a replacing rule, which
 * assigns the elements back to the arguments, and the result of {@code exit} to {@code result}. Constructors get no handler around the body, which the JVM does not allow before the super constructor
 * has been called; they call {@code constructed} where they return.
 *
 * <p>Own local variables come behind those of the body, so the body stays as it is but for its frames. The dispatcher's
 * implementation throws nothing; the handlers around its calls are for what the JVM itself throws (no stack, no memory).
 */
final class HookedMethod extends MethodVisitor {

    /** How many local variables are added: token, result or thrown (two slots), arguments. */
    static final int LOCALS = 4;

    /** More arguments travel in an array. */
    private static final int ON_STACK = 3;

    private static final String DISPATCHER = "java/lang/ObsAgentDispatcher";
    private static final String OBJECT = "java/lang/Object";
    private static final String THROWABLE = "java/lang/Throwable";
    /** Classes older than this (Java 5) have no class constants. */
    private static final int CLASS_CONSTANTS = 49;
    /** Classes older than this (Java 6) have no frames. */
    private static final int FRAMES = 50;

    private final String className;
    private final int version;
    private final boolean isStatic;
    private final boolean constructor;
    private final Type[] arguments;
    private final Type result;
    private final Rule rule;

    private final int firstLocal;
    private final int token;
    private final int value;
    private final int array;
    private final boolean inArray;

    /** Starts and ends of what the handler for exceptions of the body covers. */
    private final List<Label> body = new ArrayList<Label>();
    /** Starts and ends of the calls of exit before a return. */
    private final List<Label> exits = new ArrayList<Label>();

    private final Label enterStart = new Label();
    private final Label enterEnd = new Label();
    private final Label enterFailed = new Label();

    /**
     * @param next receives the woven method
     * @param className internal name of the class
     * @param version major version of the class file
     * @param firstLocal index behind the local variables of the body
     */
    HookedMethod(
            MethodVisitor next,
            String className,
            int version,
            int access,
            String name,
            String descriptor,
            Rule rule,
            int firstLocal) {
        super(Opcodes.ASM9, next);
        this.className = className;
        this.version = version;
        this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
        this.constructor = "<init>".equals(name);
        this.arguments = Type.getArgumentTypes(descriptor);
        this.result = Type.getReturnType(descriptor);
        this.rule = rule;
        this.firstLocal = firstLocal;
        this.token = firstLocal;
        this.value = firstLocal + 1;
        this.array = firstLocal + 3;
        this.inArray = rule.replacing || arguments.length > ON_STACK;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        mv.visitInsn(Opcodes.ACONST_NULL);
        mv.visitVarInsn(Opcodes.ASTORE, token);
        mv.visitLabel(enterStart);
        if (inArray) {
            packArguments();
        }
        pushClass();
        pushInt(rule.point);
        if (isStatic || constructor) {
            mv.visitInsn(Opcodes.ACONST_NULL);
        } else {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
        }
        if (inArray) {
            mv.visitVarInsn(Opcodes.ALOAD, array);
            callDispatcher("enter", "(Ljava/lang/Class;ILjava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;");
        } else {
            pushArguments();
            callDispatcher(
                    "enter",
                    "(Ljava/lang/Class;ILjava/lang/Object;ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)"
                            + "Ljava/lang/Object;");
        }
        mv.visitVarInsn(Opcodes.ASTORE, token);
        if (rule.replacing) {
            unpackArguments();
        }
        mv.visitLabel(enterEnd);
        Label start = new Label();
        mv.visitJumpInsn(Opcodes.GOTO, start);
        mv.visitLabel(enterFailed);
        frame(initialLocals(), THROWABLE);
        mv.visitInsn(Opcodes.POP);
        mv.visitLabel(start);
        frame(initialLocals(), null);
        // the body may begin with a frame of its own, and one instruction has one frame
        mv.visitInsn(Opcodes.NOP);
        startBody();
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
            super.visitInsn(opcode);
            return;
        }
        endBody();
        if (result != Type.VOID_TYPE) {
            mv.visitVarInsn(result.getOpcode(Opcodes.ISTORE), value);
        }
        exits.add(mark());
        mv.visitVarInsn(Opcodes.ALOAD, token);
        if (constructor) {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            callDispatcher("constructed", "(Ljava/lang/Object;Ljava/lang/Object;)V");
        } else {
            loadBoxed(result, value);
            mv.visitInsn(Opcodes.ACONST_NULL);
            callExit();
            if (rule.replacing && result != Type.VOID_TYPE) {
                unbox(result);
                mv.visitVarInsn(result.getOpcode(Opcodes.ISTORE), value);
            } else {
                mv.visitInsn(Opcodes.POP);
            }
        }
        exits.add(mark());
        returnValue();
        startBody();
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        endBody();
        handler(enterStart, enterEnd, enterFailed);
        if (!exits.isEmpty()) {
            Label exitFailed = mark();
            frame(ownLocals(result), THROWABLE);
            mv.visitInsn(Opcodes.POP);
            returnValue();
            handlers(exits, exitFailed);
        }
        if (!constructor) {
            Label bodyFailed = mark();
            frame(ownLocals(Type.VOID_TYPE), THROWABLE);
            mv.visitVarInsn(Opcodes.ASTORE, value);
            Label start = mark();
            mv.visitVarInsn(Opcodes.ALOAD, token);
            mv.visitInsn(Opcodes.ACONST_NULL);
            mv.visitVarInsn(Opcodes.ALOAD, value);
            callExit();
            mv.visitInsn(Opcodes.POP);
            Label end = mark();
            throwValue();
            Label exitFailed = mark();
            frame(ownLocals(Type.getObjectType(THROWABLE)), THROWABLE);
            mv.visitInsn(Opcodes.POP);
            throwValue();
            handler(start, end, exitFailed);
            handlers(body, bodyFailed);
        }
        super.visitMaxs(Math.max(maxStack + 4, 8), firstLocal + LOCALS);
    }

    /** Adds the token, behind as many unusable variables as needed, to a frame of the body. */
    @Override
    public void visitFrame(int type, int count, Object[] locals, int stackCount, Object[] stack) {
        List<Object> extended = new ArrayList<Object>(firstLocal + 1);
        int slots = 0;
        for (int i = 0; i < count; i++) {
            extended.add(locals[i]);
            slots += locals[i] == Opcodes.LONG || locals[i] == Opcodes.DOUBLE ? 2 : 1;
        }
        for (; slots < firstLocal; slots++) {
            extended.add(Opcodes.TOP);
        }
        extended.add(OBJECT);
        super.visitFrame(frameKind(), extended.size(), extended.toArray(), stackCount, stack);
    }

    private void pushArguments() {
        pushInt(arguments.length);
        int local = isStatic ? 0 : 1;
        for (int i = 0; i < ON_STACK; i++) {
            if (i < arguments.length) {
                loadBoxed(arguments[i], local);
                local += arguments[i].getSize();
            } else {
                mv.visitInsn(Opcodes.ACONST_NULL);
            }
        }
    }

    private void packArguments() {
        pushInt(arguments.length);
        mv.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
        int local = isStatic ? 0 : 1;
        for (int i = 0; i < arguments.length; i++) {
            mv.visitInsn(Opcodes.DUP);
            pushInt(i);
            loadBoxed(arguments[i], local);
            mv.visitInsn(Opcodes.AASTORE);
            local += arguments[i].getSize();
        }
        mv.visitVarInsn(Opcodes.ASTORE, array);
    }

    private void unpackArguments() {
        int local = isStatic ? 0 : 1;
        for (int i = 0; i < arguments.length; i++) {
            mv.visitVarInsn(Opcodes.ALOAD, array);
            pushInt(i);
            mv.visitInsn(Opcodes.AALOAD);
            unbox(arguments[i]);
            mv.visitVarInsn(arguments[i].getOpcode(Opcodes.ISTORE), local);
            local += arguments[i].getSize();
        }
    }

    private void pushClass() {
        if (version >= CLASS_CONSTANTS) {
            mv.visitLdcInsn(Type.getObjectType(className));
        } else {
            mv.visitLdcInsn(className.replace('/', '.'));
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC, "java/lang/Class", "forName", "(Ljava/lang/String;)Ljava/lang/Class;", false);
        }
    }

    private void pushInt(int number) {
        if (number <= 5) {
            mv.visitInsn(Opcodes.ICONST_0 + number);
        } else if (number <= Byte.MAX_VALUE) {
            mv.visitIntInsn(Opcodes.BIPUSH, number);
        } else {
            mv.visitIntInsn(Opcodes.SIPUSH, number);
        }
    }

    private void loadBoxed(Type type, int local) {
        if (type == Type.VOID_TYPE) {
            mv.visitInsn(Opcodes.ACONST_NULL);
            return;
        }
        mv.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
        String box = box(type);
        if (type == Type.INT_TYPE) {
            callDispatcher("boxed", "(I)Ljava/lang/Integer;");
        } else if (box != null) {
            String descriptor = '(' + type.getDescriptor() + ")L" + box + ';';
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, box, "valueOf", descriptor, false);
        }
    }

    private void unbox(Type type) {
        String box = box(type);
        if (box == null) {
            mv.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        } else {
            mv.visitTypeInsn(Opcodes.CHECKCAST, box);
            String getter = type.getClassName() + "Value";
            mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, box, getter, "()" + type.getDescriptor(), false);
        }
    }

    /** Internal name of the class that boxes a primitive; null for references. */
    private static String box(Type type) {
        switch (type.getSort()) {
            case Type.BOOLEAN:
                return "java/lang/Boolean";
            case Type.BYTE:
                return "java/lang/Byte";
            case Type.CHAR:
                return "java/lang/Character";
            case Type.SHORT:
                return "java/lang/Short";
            case Type.INT:
                return "java/lang/Integer";
            case Type.LONG:
                return "java/lang/Long";
            case Type.FLOAT:
                return "java/lang/Float";
            case Type.DOUBLE:
                return "java/lang/Double";
            default:
                return null;
        }
    }

    private void callExit() {
        callDispatcher("exit", "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Throwable;)Ljava/lang/Object;");
    }

    private void callDispatcher(String method, String descriptor) {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, DISPATCHER, method, descriptor, false);
    }

    private void returnValue() {
        if (result != Type.VOID_TYPE) {
            mv.visitVarInsn(result.getOpcode(Opcodes.ILOAD), value);
        }
        mv.visitInsn(result.getOpcode(Opcodes.IRETURN));
    }

    private void throwValue() {
        mv.visitVarInsn(Opcodes.ALOAD, value);
        mv.visitInsn(Opcodes.ATHROW);
    }

    private Label mark() {
        Label here = new Label();
        mv.visitLabel(here);
        return here;
    }

    private void startBody() {
        body.add(mark());
    }

    private void endBody() {
        body.add(mark());
    }

    /** Handlers come behind the body's own in the table, so that those go first. */
    private void handlers(List<Label> ranges, Label handler) {
        for (int i = 0; i < ranges.size(); i += 2) {
            handler(ranges.get(i), ranges.get(i + 1), handler);
        }
    }

    private void handler(Label start, Label end, Label handler) {
        if (start.getOffset() < end.getOffset()) {
            mv.visitTryCatchBlock(start, end, handler, THROWABLE);
        }
    }

    /** The variables where the body begins: this, the arguments, the token. */
    private List<Object> initialLocals() {
        List<Object> locals = new ArrayList<Object>(arguments.length + 2);
        int slots = 0;
        if (!isStatic) {
            locals.add(constructor ? Opcodes.UNINITIALIZED_THIS : className);
            slots++;
        }
        for (Type argument : arguments) {
            locals.add(frameType(argument));
            slots += argument.getSize();
        }
        return withToken(locals, slots);
    }

    /**
     * The variables that handlers of ours use: nothing of the body's but the made instance, which a further rule hands on;
     * the token, and perhaps a value.
     */
    private List<Object> ownLocals(Type valueType) {
        List<Object> locals = new ArrayList<Object>(firstLocal + 2);
        if (constructor) {
            locals.add(className);
        }
        withToken(locals, locals.size());
        if (valueType != Type.VOID_TYPE) {
            locals.add(frameType(valueType));
        }
        return locals;
    }

    private List<Object> withToken(List<Object> locals, int slots) {
        for (int i = slots; i < firstLocal; i++) {
            locals.add(Opcodes.TOP);
        }
        locals.add(OBJECT);
        return locals;
    }

    private static Object frameType(Type type) {
        switch (type.getSort()) {
            case Type.BOOLEAN:
            case Type.BYTE:
            case Type.CHAR:
            case Type.SHORT:
            case Type.INT:
                return Opcodes.INTEGER;
            case Type.LONG:
                return Opcodes.LONG;
            case Type.FLOAT:
                return Opcodes.FLOAT;
            case Type.DOUBLE:
                return Opcodes.DOUBLE;
            default:
                return type.getInternalName();
        }
    }

    private void frame(List<Object> locals, String onStack) {
        if (version >= FRAMES) {
            Object[] stack = onStack == null ? new Object[0] : new Object[] {onStack};
            mv.visitFrame(frameKind(), locals.size(), locals.toArray(), stack.length, stack);
        }
    }

    /**
     * Frames are given in full and written so, see docs/rationale.md. Of class files older than frames, which have some for
     * other JVMs only, ASM accepts none but those that it compares with the one before.
     */
    private int frameKind() {
        return version >= FRAMES ? Opcodes.F_FULL : Opcodes.F_NEW;
    }
}
