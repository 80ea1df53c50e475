// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Reply;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.AdminClaim;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.format.identity.Succession;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.trust.Identity;
import org.holdfast.wire.MemberMessage.AdminKeyAnswer;

/** Who may sign the roster: shows it, and changes it. A new admin's key is fetched from its machine. Thread-safe. */
public final class AdminDesk {
    /** Shorter beginnings of a key could be mistyped names. */
    private static final int SHORTEST = 8;

    private final Identity identity;
    private final RosterDesk rosters;
    private final PartnerClient partners;
    private final Ledger ledger;
    private final NodeClock clock;

    public AdminDesk(Identity identity, RosterDesk rosters, PartnerClient partners, Ledger ledger, NodeClock clock) {
        this.identity = identity;
        this.rosters = rosters;
        this.partners = partners;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** An admin. @param owner whose key it is; of the founder's, while it is the only one, that is not on the roster */
    public record Admin(DeviceKey key, Optional<OwnerId> owner, Optional<RosterEntry> row, boolean founder) {}

    /** All of them, by key; nobody where there is no roster. */
    public List<Admin> all() {
        return rosters.membership().roster().map(this::all).orElse(List.of());
    }

    private List<Admin> all(Roster roster) {
        List<Admin> admins = new ArrayList<>();
        roster.adminOwners().forEach((key, owner) -> admins.add(admin(roster, key, owner)));
        return admins;
    }

    private Admin admin(Roster roster, DeviceKey key, Optional<OwnerId> said) {
        Optional<OwnerId> owner =
                said.or(() -> Optional.of(identity.owner()).filter(self -> key.equals(identity.adminKey())));
        return new Admin(
                key,
                owner,
                owner.flatMap(roster::row),
                key.equals(roster.founding().founder()));
    }

    /** What another member hears that asks for this machine's admin key. */
    public AdminKeyAnswer answer() {
        return new AdminKeyAnswer(rosters.membership().roster().flatMap(this::claim));
    }

    private Optional<AdminClaim> claim(Roster roster) {
        return identity.admin().map(key -> AdminClaim.sign(key, roster.confederation(), identity.owner()));
    }

    /**
     * Makes a member an admin; does nothing if it is one.
     *
     * @param wanted its name, or the beginning of its id
     * @throws HoldfastException NOT_ON_ROSTER if this node is no admin; MEMBER_UNKNOWN; CONFLICT if the member is not
     *     active, or there are too many; PEER_LOST if it cannot be asked; ADMIN_KEY_MISSING if it has made no key
     */
    public Admin add(String wanted) {
        Signer admin = rosters.admin();
        Roster roster = rosters.roster();
        RosterEntry row = RosterRows.meant(roster, wanted);
        DeviceKey key = keyOf(row, roster);
        if (!roster.admins().contains(key)) {
            requireRoom(roster, row);
            rosters.sign(appointments(roster, admin, key, row.owner()));
            note("ADMIN_ADDED", row.owner(), row.name() + " with the key " + key);
        }
        return admin(rosters.roster(), key, Optional.of(row.owner()));
    }

    /** With the first appointment the roster also says whose the founder's key is. */
    private List<RosterChange> appointments(Roster roster, Signer admin, DeviceKey key, OwnerId owner) {
        RosterChange appointment = new RosterChange.Appointment(key, owner);
        return roster.succession().isEmpty()
                ? List.of(new RosterChange.Appointment(admin.key(), identity.owner()), appointment)
                : List.of(appointment);
    }

    private static void requireRoom(Roster roster, RosterEntry row) {
        if (row.status() != RosterEntry.Status.ACTIVE) {
            throw conflict(
                    row.name(),
                    row.name() + " is not an active member. 'holdfast member admit " + row.name()
                            + "' makes it one; then add it again.");
        }
        if (roster.admins().size() >= Roster.MAX_ADMINS
                || roster.succession().acts().size() > Succession.MAX_APPOINTING - 2) {
            throw conflict(
                    row.name(),
                    "A roster has room for " + Roster.MAX_ADMINS + " admins, and new ones come only until there were "
                            + Succession.MAX_APPOINTING
                            + " additions and removals in its life; 'holdfast admin list' shows who is one.");
        }
    }

    private DeviceKey keyOf(RosterEntry row, Roster roster) {
        if (row.owner().equals(identity.owner())) {
            return identity.adminKey();
        }
        AdminClaim claim = switch (partners.adminKey(row.owner())) {
            case Reply.Answered<Optional<AdminClaim>>(Optional<AdminClaim> shown) ->
                shown.orElseThrow(() -> missing(row));
            case Reply.Refused<Optional<AdminClaim>>(ErrorCode code, String reason) ->
                throw new HoldfastException(code, row.name(), row.name() + " does not show its key: " + reason);
            case Reply.Misbehaved<Optional<AdminClaim>>(String what) -> throw misbehaved(row, what);
            case Reply.Silent<Optional<AdminClaim>>(ErrorCode why) -> throw away(row, why);
            case Reply.Broken<Optional<AdminClaim>>(ErrorCode code, String why) ->
                throw new HoldfastException(code, row.name(), "Asking " + row.name() + " for its key broke: " + why);
        };
        if (!claim.validFor(roster.confederation(), row.owner())) {
            throw misbehaved(row, "the key that it shows is not proved to be its own");
        }
        return claim.key();
    }

    private static HoldfastException missing(RosterEntry row) {
        return new HoldfastException(
                ErrorCode.ADMIN_KEY_MISSING,
                row.name(),
                row.name() + " has made no admin key yet: say 'holdfast admin key' there, and add it again.");
    }

    private static HoldfastException away(RosterEntry row, ErrorCode why) {
        return new HoldfastException(
                why,
                row.name(),
                row.name() + " cannot be asked for its key now: its node has to run, and this one has to reach it.");
    }

    private static HoldfastException misbehaved(RosterEntry row, String what) {
        return new HoldfastException(
                ErrorCode.PEER_MISBEHAVED, row.name(), row.name() + " was not made an admin: " + what + ".");
    }

    /**
     * Takes the right to sign from an admin, be it this machine.
     *
     * @param wanted its name, the beginning of its id, or the beginning of its key
     * @throws HoldfastException NOT_ON_ROSTER if this node is no admin; MEMBER_UNKNOWN if nobody, or several, are meant;
     *     CONFLICT for the last one
     */
    public Admin remove(String wanted) {
        rosters.admin();
        Admin admin = meant(wanted);
        if (rosters.roster().admins().size() == 1) {
            throw conflict(
                    wanted,
                    "This is the only admin: without one nobody could join any more, or be shut out. Add another one"
                            + " first ('holdfast admin add NODE').");
        }
        OwnerId owner = admin.owner().orElseThrow();
        rosters.sign(List.of(new RosterChange.Dismissal(admin.key(), owner)));
        note("ADMIN_REMOVED", owner, admin.row().map(RosterEntry::name).orElse("") + " with the key " + admin.key());
        return admin;
    }

    private Admin meant(String wanted) {
        List<Admin> meant =
                all().stream().filter(each -> isCalled(each, wanted)).toList();
        if (meant.size() != 1) {
            throw new HoldfastException(
                    ErrorCode.MEMBER_UNKNOWN,
                    wanted,
                    (meant.isEmpty() ? "No admin is" : meant.size() + " admins are") + " called '" + wanted
                            + "'. 'holdfast admin list' shows names, ids and keys; the first " + SHORTEST
                            + " digits are enough.");
        }
        return meant.getFirst();
    }

    private static boolean isCalled(Admin admin, String wanted) {
        boolean digits = wanted.length() >= SHORTEST
                && (admin.key().toString().startsWith(wanted)
                        || admin.owner()
                                .filter(id -> id.toString().startsWith(wanted))
                                .isPresent());
        return digits || admin.row().filter(row -> row.name().equals(wanted)).isPresent();
    }

    private static HoldfastException conflict(String subject, String message) {
        return new HoldfastException(ErrorCode.CONFLICT, subject, message);
    }

    private void note(String event, OwnerId subject, String text) {
        ledger.events().append(clock.instant(), event, subject.brief(), text);
    }
}
