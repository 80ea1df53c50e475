// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything a face can ask of the node. Thread-safe. Calls that take a {@code Consumer} hand over answers as they
 * come, on the calling thread; cancel them by interrupting it. Every failure is a
 * {@link org.holdfast.model.HoldfastException}.
 */
public interface NodeControl {
    StatusReport status();

    List<SourceReport> sources();

    /** The source of this path, as {@link #addSource} and {@link #removeSource} mean it; empty if it is none. */
    Optional<SourceReport> source(String path);

    /** @throws org.holdfast.model.HoldfastException SOURCE_UNREADABLE if the path is not a readable absolute path */
    SourceReport addSource(SourceRequest request);

    /** @throws org.holdfast.model.HoldfastException SOURCE_UNKNOWN */
    void removeSource(String path);

    /** What of the sources is backed up, and why. */
    SelectionControl selection();

    /**
     * Gives a source a schedule of its own, or takes it away with {@code default}.
     *
     * @throws org.holdfast.model.HoldfastException SOURCE_UNKNOWN; USAGE if that is no schedule
     */
    SourceReport scheduleSource(String path, String schedule);

    /**
     * Backs up now. With {@code wait} returns at FULL, or at PROTECTED once an absent partner has been waited for, with
     * the final snapshot; without it returns when the run has begun.
     */
    SnapshotReport backup(boolean wait, Consumer<ProgressReport> progress);

    /** How far the backup is that runs now; empty if none does. */
    Optional<ProgressReport> backup();

    /** Newest last. */
    List<SnapshotReport> snapshots();

    /** The entries below a path of a snapshot ({@code latest} is one). */
    void list(String snapshot, String path, boolean recursive, Consumer<EntryReport> out);

    /** Every path in any snapshot, or in one, that matches a glob. */
    void find(Optional<String> snapshot, String glob, boolean ignoreCase, Consumer<EntryReport> out);

    /** What differs between two snapshots. */
    void diff(String older, String newer, Consumer<DifferenceReport> out);

    /** Which snapshots are kept, and what becomes of the data of the others. */
    RetentionControl retention();

    /**
     * The beginning of a file: its entry, then its bytes. Fetched and checked as in a restore, nothing is written.
     *
     * @throws org.holdfast.model.HoldfastException SNAPSHOT_UNKNOWN, PATH_UNKNOWN; USAGE if that is no file, or too much is
     *     wanted; BUSY while a restore goes on; READ_BUDGET_USED before a restore of everything could lack what it reads
     */
    ReadReport read(ReadRequest request, Consumer<EntryReport> entry, Consumer<ContentReport> content);

    RestoredReport restore(RestoreRequest request, Consumer<ProgressReport> progress);

    /** On a node whose identity came from a recovery sheet: finds everything again, then restores the latest snapshot. */
    RestoredReport recover(RecoverRequest request, Consumer<ProgressReport> progress);

    /** What a recovery still waits for; has partners that are missing dialled again. */
    MissingReport missing();

    /** Proof that it works. */
    DrillControl drills();

    List<PartnerReport> partners();

    /** The states of this machine's snapshots that partners keep, newest first. @param seeds further addresses to ask */
    List<HeadReport> heads(List<String> seeds);

    /** Whether another machine writes with this one's keys. */
    TwinReport twin();

    /** People say that there is none: backups go on. */
    TwinReport denyTwin();

    /** The recorded verdicts on a node. */
    List<DecisionReport> why(String node);

    /**
     * Has partners prove now that they have this machine's blocks.
     *
     * @param partner its name, or the beginning of its id; empty: all
     * @throws org.holdfast.model.HoldfastException NO_AGREEMENT if there is no such partner
     */
    List<AuditReport> audit(Optional<String> partner);

    /** How far a planned leave of this machine is. */
    LeaveReport leave();

    /** Begins it: all partners get notice, and nothing new is stored by or for this machine. Again it does nothing. */
    LeaveReport beginLeave();

    /** This machine stays, and looks for partners anew. */
    LeaveReport cancelLeave();

    /** Makes anew what is missing at partners, now, and returns when that is done as far as it can be. */
    RepairReport repair();

    /**
     * Tells all partners that this machine will be away, so that its silence is forgiven; or, with a time that is past,
     * that it is back.
     */
    List<AwayReport> away(Instant until);

    InviteReport invite(InviteRequest request);

    /** Everybody on the roster; nobody in an open confederation. */
    List<MemberReport> members();

    /**
     * Says of a member that it is active, suspended or revoked; only at a machine that is an admin.
     *
     * @param node its name, or the beginning of its id
     * @throws org.holdfast.model.HoldfastException NOT_ON_ROSTER, MEMBER_UNKNOWN, USAGE for another status
     */
    MemberReport say(String node, String status);

    /** Who may sign the roster. */
    AdminControl admins();

    /** Under whose certificates machines join. */
    AuthorityControl authorities();

    /**
     * Pairs with another machine of an open confederation: waits until there are digits to compare. With {@code to} asks
     * a machine that was heard, by name or beginning of its id, or whoever answers at an address; without, waits to be
     * asked.
     *
     * @throws org.holdfast.model.HoldfastException PAIRING_REFUSED, PAIRING_CLOSED, BUSY, USAGE, MEMBER_UNKNOWN
     */
    PairingReport pair(Optional<String> to);

    /**
     * What the person here says of the digits; waits for the other side.
     *
     * @throws org.holdfast.model.HoldfastException PAIRING_REFUSED if the digits are not the same; PAIRING_CLOSED
     */
    PairingReport judgePairing(String digits, boolean same);

    /** Who is paired in an open confederation, who was, and who was heard and is not. */
    List<PinReport> pins();

    /** Takes a pairing back. @throws org.holdfast.model.HoldfastException MEMBER_UNKNOWN */
    PinReport unpair(String node);

    /**
     * The escrow boxes of a member that others keep, still sealed; only at a machine that is an admin. The audit logs of
     * all who were asked say so, and the member is told.
     *
     * @param owner its name, or the beginning of its id
     * @throws org.holdfast.model.HoldfastException NOT_ON_ROSTER, MEMBER_UNKNOWN, ESCROW_UNKNOWN
     */
    List<EscrowReport> escrow(String owner);

    /** Those that broke their agreement (RENEGED or CORRUPT) and have no other one since. */
    List<PartnerReport> formerPartners();

    /** Partners' identities and addresses as the recovery sheet prints them. */
    List<PartnerReport> partnerPage();

    /** Providers: which there are, which new data are written with. */
    PluginControl plugins();

    /** How the node is: health checks and figures. */
    InspectionControl inspection();

    /** What people are told by mail, webhook and the like. */
    NoticeControl notices();

    List<ConfigReport> config();

    /**
     * Changes a setting.
     *
     * @param expected the value that the caller has seen; empty: whatever it is
     * @throws org.holdfast.model.HoldfastException CONFIG_INVALID naming key, value and range; CONFIG_CHANGED naming both
     *     values if it has another one than was expected: then nothing is changed
     */
    ConfigReport configure(String key, String value, Optional<String> expected);

    /** Changes a setting, whatever it is. @throws org.holdfast.model.HoldfastException CONFIG_INVALID */
    default ConfigReport configure(String key, String value) {
        return configure(key, value, Optional.empty());
    }

    /** Who may call the node, and the record of what they changed. */
    AccessControl access();

    /** What users of the machine may have of what is stored as theirs. */
    OwnFilesControl ownFiles();

    /** Audit-log lines with a higher number; with {@code follow} goes on until interrupted. */
    void events(long after, boolean follow, Consumer<EventReport> out);

    /**
     * What happened with another machine, oldest first: the last 500 lines of the audit log about it, without its audits
     * that went well.
     *
     * @param machine its name, or the beginning of its id
     * @throws org.holdfast.model.HoldfastException MEMBER_UNKNOWN if no machine that was ever met is called so, or more than one
     */
    List<EventReport> history(String machine);

    /** Begins an orderly stop and returns. */
    void stop();
}
