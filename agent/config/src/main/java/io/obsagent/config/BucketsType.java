package io.obsagent.config;

import java.util.Arrays;
import java.util.List;

/** Upper bounds of histogram buckets, strictly ascending. */
final class BucketsType extends ValueType<double[]> {
    private static final ListType<Double> NUMBERS = new ListType<>(ValueTypes.decimal(0, Double.MAX_VALUE), "numbers");

    BucketsType() {
        super(
                "ascending numbers such as [0.01, 0.1, 1]",
                "type: array, items: {type: number, exclusiveMinimum: 0}, minItems: 1, uniqueItems: true");
    }

    @Override
    double[] parse(String text) throws InvalidValueException {
        return ascending(NUMBERS.parse(text));
    }

    @Override
    double[] parse(Node node) throws InvalidValueException {
        return ascending(NUMBERS.parse(node));
    }

    @Override
    boolean same(double[] a, double[] b) {
        return Arrays.equals(a, b);
    }

    private static double[] ascending(List<Double> numbers) throws InvalidValueException {
        double[] bounds = new double[numbers.size()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = numbers.get(i);
            if (bounds[i] <= (i == 0 ? 0 : bounds[i - 1])) {
                throw new InvalidValueException();
            }
        }
        if (bounds.length == 0) {
            throw new InvalidValueException();
        }
        return bounds;
    }
}
