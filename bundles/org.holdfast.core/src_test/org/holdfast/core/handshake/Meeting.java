// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.Self;
import org.holdfast.core.handshake.Handshake.Outcome;
import org.holdfast.core.support.Duet;
import org.holdfast.core.support.People;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.Hello;

/** Alice, unless told otherwise, dials Bob. */
final class Meeting {
    Self dialler = People.ALICE;
    Self acceptor = People.BOB;
    Optional<Roster> diallersRoster = Optional.of(People.roster(People.ALICE, People.BOB));
    Optional<Roster> acceptorsRoster = diallersRoster;
    Optional<OwnerId> expected = Optional.empty();
    Optional<Hello.Voucher> voucher = Optional.empty();
    Bytes diallersChannel = Bytes.of(People.filled(0x22, 32));
    Bytes acceptorsChannel = diallersChannel;
    /** Keys that TLS proved. */
    DeviceKey diallersKey;

    DeviceKey acceptorsKey;
    final Map<OwnerId, DeviceCert> acceptorKnows = new HashMap<>();
    final List<Roster> adopted = new ArrayList<>();
    final Duet<Outcome, Outcome> duet = new Duet<>();
    Duet.Side<Outcome> left;
    Duet.Side<Outcome> right;

    Meeting between(Self one, Self other) {
        dialler = one;
        acceptor = other;
        return this;
    }

    Meeting rosters(Roster ofDialler, Roster ofAcceptor) {
        diallersRoster = Optional.of(ofDialler);
        acceptorsRoster = Optional.of(ofAcceptor);
        return this;
    }

    /** Makes both sides, without starting them. */
    Meeting prepare() {
        DeviceKey one = diallersKey == null ? dialler.device().key() : diallersKey;
        DeviceKey other = acceptorsKey == null ? acceptor.device().key() : acceptorsKey;
        var fromDialler = new Hello.Binding(Hello.Role.DIALLER, diallersChannel, one, other);
        var fromAcceptor = new Hello.Binding(Hello.Role.ACCEPTOR, acceptorsChannel, other, one);
        left = duet.left(
                new Handshake(new HandshakeSetup(
                        fromDialler,
                        dialler.certificate(),
                        dialler.device(),
                        7411,
                        diallersRoster,
                        voucher,
                        List.of(1, 2),
                        expected,
                        owner -> Optional.empty(),
                        People.NOW)),
                this::adopt);
        right = duet.right(
                new Handshake(new HandshakeSetup(
                        fromAcceptor,
                        acceptor.certificate(),
                        acceptor.device(),
                        7412,
                        acceptorsRoster,
                        Optional.empty(),
                        List.of(2, 3),
                        Optional.empty(),
                        owner -> Optional.ofNullable(acceptorKnows.get(owner)),
                        People.NOW)),
                this::adopt);
        return this;
    }

    Meeting play() {
        prepare();
        duet.play();
        return this;
    }

    private Optional<Void> adopt(Handshake.Adopt action) {
        adopted.add(action.roster());
        return Optional.empty();
    }
}
