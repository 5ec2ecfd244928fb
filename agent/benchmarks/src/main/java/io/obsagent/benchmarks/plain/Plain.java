package io.obsagent.benchmarks.plain;

/** The least an application can be. */
public final class Plain {

    private Plain() {}

    /** Says hello. */
    public static void main(String[] args) {
        System.out.println("hello");
    }
}
