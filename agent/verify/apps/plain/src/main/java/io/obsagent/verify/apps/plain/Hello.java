package io.obsagent.verify.apps.plain;

/** Prints one line and stays until its standard input ends. */
public final class Hello {

    private Hello() {}

    public static void main(String[] args) throws Exception {
        System.out.println("hello");
        while (System.in.read() >= 0) {
            // stays
        }
    }
}
