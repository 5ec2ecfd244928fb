package sample;

/** What a library might declare. */
public interface Greeter {

    String greet(String name, int times);

    default String greetTwice(String name) {
        return greet(name, 2);
    }
}
