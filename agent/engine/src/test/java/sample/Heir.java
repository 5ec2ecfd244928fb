package sample;

/** Inherits everything. */
public class Heir extends Service {}
