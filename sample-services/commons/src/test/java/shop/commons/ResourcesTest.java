package shop.commons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    @Test
    void closesAllInReverseOrderOnce() throws Exception {
        List<Integer> closed = new ArrayList<>();
        Resources resources = new Resources();
        resources.add(() -> closed.add(1));
        resources.add(() -> closed.add(2));

        resources.close();
        resources.close();

        assertThat(closed).containsExactly(2, 1);
    }

    @Test
    void closesTheOthersWhenOneFails() {
        List<Integer> closed = new ArrayList<>();
        Exception first = new Exception("first");
        Exception second = new Exception("second");
        Resources resources = new Resources();
        resources.add(() -> closed.add(1));
        resources.add(() -> {
            throw second;
        });
        resources.add(() -> {
            throw first;
        });

        assertThatThrownBy(resources::close).isSameAs(first).hasSuppressedException(second);
        assertThat(closed).containsExactly(1);
    }
}
