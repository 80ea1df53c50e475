// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.core.Performer;

/** A performer that answers as told, and remembers what it was asked. */
public final class Script<A, D> implements Performer<A, D> {
    public final List<A> asked = new ArrayList<>();
    private final Function<A, Optional<D>> answers;

    public Script(Function<A, Optional<D>> answers) {
        this.answers = answers;
    }

    @Override
    public Optional<D> perform(A action) {
        asked.add(action);
        return answers.apply(action);
    }

    /** How often an action of this kind was asked for. */
    public long count(Class<? extends A> kind) {
        return asked.stream().filter(kind::isInstance).count();
    }
}
