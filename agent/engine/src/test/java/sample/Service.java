package sample;

/** A class of an application, with methods of all shapes. Loaded in a class loader of its own by the tests. */
public class Service implements Greeter {

    private final String made;

    public Service() {
        this("default");
    }

    public Service(String made) {
        this.made = made;
    }

    public Service(int broken) {
        throw new IllegalStateException("never made");
    }

    public String made() {
        return made;
    }

    @Override
    public String greet(String name, int times) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < times; i++) {
            text.append("hello ").append(name);
        }
        return text.toString();
    }

    public long sum(byte a, short b, long c, float d, double e, boolean f, char g) {
        return a + b + c + (long) d + (long) e + (f ? 1 : 0) + g;
    }

    public void nothing() {}

    public Object same(Object value) {
        return value;
    }

    public void fail() {
        throw new IllegalStateException("the application's own");
    }

    public static int twice(int value) {
        return 2 * value;
    }

    public int recurse(int depth) {
        return depth == 0 ? 0 : 1 + recurse(depth - 1);
    }

    public int guarded(int value) {
        try {
            return value == 0 ? 1 / value : value;
        } catch (ArithmeticException caught) {
            return -1;
        } finally {
            nothing();
        }
    }

    protected synchronized double[] array(int[][] values) {
        return new double[] {values.length};
    }
}
