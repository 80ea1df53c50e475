// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import java.util.Arrays;
import java.util.List;
import org.holdfast.model.Pipeline;

/**
 * The setting {@code pipeline}: which layers data go through, written in their order, such as {@code compress encrypt
 * code encrypt}. Any subset of that order is legal: what is encrypted cannot be compressed any more, and what is coded
 * cannot be put before its code. A first {@code encrypt} before {@code code} is the inner layer, one behind it the outer
 * one; without {@code code} the only one is the inner.
 */
public sealed interface PipelineOrder {
    /** What the setting is unless somebody says otherwise. */
    String DEFAULT = "compress encrypt code encrypt";

    /** @param code whether the segment is coded; if not it lies whole at one partner */
    record Legal(Pipeline layers, boolean code) implements PipelineOrder {
        public boolean encrypts() {
            return layers.inner() || layers.outer();
        }
    }

    record Illegal(String reason) implements PipelineOrder {}

    static PipelineOrder parse(String text) {
        List<String> steps = Arrays.stream(text.strip().split("[\\s,]+")).toList();
        String pattern = String.join(" ", steps);
        if (!pattern.matches("((compress|encrypt|code)( (compress|encrypt|code))*)")) {
            return new Illegal("a pipeline is made of 'compress', 'encrypt' and 'code', not '" + text + "'");
        }
        if (steps.lastIndexOf("compress") > 0) {
            return new Illegal("'compress' comes first and once: what is encrypted or coded does not shrink any more");
        }
        int code = steps.indexOf("code");
        if (steps.lastIndexOf("code") != code) {
            return new Illegal("'code' comes once: shards are not coded again");
        }
        return layers(steps, code);
    }

    private static PipelineOrder layers(List<String> steps, int code) {
        List<String> before = code < 0 ? steps : steps.subList(0, code);
        List<String> behind = code < 0 ? List.of() : steps.subList(code + 1, steps.size());
        long inner = before.stream().filter("encrypt"::equals).count();
        if (inner > 1 || behind.size() > 1) {
            return new Illegal("'encrypt' comes once before 'code' and once behind it at most");
        }
        Pipeline layers = new Pipeline(steps.getFirst().equals("compress"), inner == 1, !behind.isEmpty());
        return new Legal(layers, code >= 0);
    }
}
