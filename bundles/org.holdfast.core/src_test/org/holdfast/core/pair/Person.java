// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Performer;
import org.holdfast.core.Self;
import org.holdfast.core.pair.Pairing.Action;
import org.holdfast.core.pair.Pairing.Decided;
import org.holdfast.core.support.People;
import org.holdfast.format.identity.PairingDigits;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Somebody at a machine, and what the machine did for him. */
final class Person implements Performer<Action, Decided> {
    final Self self;
    final List<String> done = new ArrayList<>();
    Optional<String> digits = Optional.empty();
    Optional<Boolean> says = Optional.empty();
    Optional<ErrorCode> refusing = Optional.empty();

    Person(Self self) {
        this.self = self;
    }

    /** @param nonce one byte, repeated */
    PairingDigits.Side side(int nonce) {
        return new PairingDigits.Side(
                self.certificate().root(), self.certificate().device(), Bytes.of(People.filled(nonce, 32)));
    }

    boolean hasPinned() {
        return done.contains("Pin");
    }

    @Override
    public Optional<Decided> perform(Action action) {
        switch (action) {
            case Action.Begin begin ->
                refusing.ifPresent(code -> {
                    throw new HoldfastException(code, begin.name(), "made up");
                });
            case Action.Show(String shown, String name) -> digits = Optional.of(shown);
            case Action.Look look -> {
                return says.map(Decided::new);
            }
            case Action.Pin pin -> {}
        }
        done.add(action.getClass().getSimpleName());
        return Optional.empty();
    }
}
