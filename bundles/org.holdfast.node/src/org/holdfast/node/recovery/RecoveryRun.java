// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.KeyRing;
import org.holdfast.format.head.Head;
import org.holdfast.format.head.Witness;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.HeadBook;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.member.StoredMembership;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.net.RosterFetch;
import org.holdfast.node.restore.ChunkReader;
import org.holdfast.trust.SeenKeys;

/**
 * Everything from nothing but keys: reach any member – roster – newest head – every partner that it names – all block
 * headers – index – snapshot list. What comes after that is an ordinary restore. One thread's.
 */
public final class RecoveryRun {
    /** Between the rounds; what dialling takes comes on top, so that a slow network gets no fewer rounds. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration RETRY = Duration.ofMillis(500);
    /** How long others get to answer once one head is known. */
    private static final int QUIET_ROUNDS = 6;
    /** How long others are looked for once somebody answered who does not know this owner. */
    private static final int STRANGE_ROUNDS = 12;

    private final Parts parts;
    private final HeadSearch heads;
    private final HeadHistory history;
    private final RosterFinder rosters;
    private final InVain inVain = new InVain();

    /**
     * What a recovery works with.
     *
     * @param found hears of the head that it goes by, before anything is fetched
     */
    public record Parts(
            Network network,
            StoredMembership membership,
            PartnerClient partners,
            Supplier<Optional<AgreementBook>> agreements,
            Supplier<List<AgreementTerms>> agreed,
            Ledger ledger,
            ChunkIndex index,
            ChunkReader chunks,
            HeadBook book,
            KeyRing keys,
            DeviceCert certificate,
            Consumer<Head> found,
            NodeClock clock) {
        OwnerId self() {
            return certificate.owner();
        }
    }

    /**
     * What was found.
     *
     * @param newest how sure it is that there is no later one, for people
     * @param seen the highest numbers of this owner's other devices
     */
    public record Recovered(Head head, List<Snapshot> snapshots, String newest, SeenKeys seen) {}

    public RecoveryRun(Parts parts) {
        this.parts = parts;
        HeadOpener opener = new HeadOpener(parts.keys(), parts.certificate());
        this.heads = new HeadSearch(
                parts.network(),
                parts.partners(),
                parts.agreements(),
                parts.ledger(),
                opener,
                parts.membership()::recall,
                inVain);
        this.history = new HeadHistory(parts.partners(), opener);
        this.rosters = new RosterFinder(
                parts.network(), parts.membership(), parts.self(), new RosterFetch(parts.clock()::nanos), inVain);
    }

    /**
     * @param addresses where members may be: of the sheet, given by hand, heard of
     * @param wanted which head to take
     * @param say hears what is being done
     * @throws HoldfastException NO_PARTNER_REACHED, NO_HEAD_FOUND, NOT_ENOUGH_SHARDS
     */
    public Recovered run(Supplier<List<NodeAddress>> addresses, Wanted wanted, Consumer<String> say)
            throws InterruptedException {
        say.accept("looking for members");
        HeadOpener.Found best = find(addresses);
        history.collect(heads.answered());
        HeadOpener.Found chosen = wanted.isNewest() ? later(best) : earlier(addresses, wanted);
        Head head = chosen.head();
        parts.found().accept(head);
        head.partners().forEach(heads::meet);
        say.accept("found the head of " + head.time() + "; asking "
                + head.partners().size() + " partners for their blocks");
        LedgerRebuild rebuild =
                new LedgerRebuild(parts.ledger(), parts.index(), parts.partners(), parts.keys(), parts.certificate());
        long blocks = rebuild.listBlocks(parts.agreed().get());
        rebuild.adoptSegments();
        say.accept(blocks + " blocks are there; fetching index and snapshot list");
        rebuild.adoptIndex(head, parts.chunks());
        List<Snapshot> snapshots = rebuild.adoptSnapshots(head, parts.chunks());
        if (wanted.isNewest()) {
            rebuild.abandonOrphans(head);
        }
        if (!wanted.isNewest() || chosen.equals(best)) {
            parts.book().record(head, best.witness()); // the next head follows the newest, whichever is taken over
        }
        pinPartners();
        SeenKeys seen = rebuild.seen().and(otherDevice(head.deviceEpoch(), head.keyGeneration()));
        String newest = wanted.isNewest() ? certainty(head) : choice(chosen, best);
        return new Recovered(head, snapshots, newest + forks(), seen);
    }

    /** The partners that it names may be others than those of the newest. */
    private HeadOpener.Found earlier(Supplier<List<NodeAddress>> addresses, Wanted wanted) throws InterruptedException {
        HeadOpener.Found chosen = history.choose(wanted);
        heads.want(chosen);
        return find(addresses);
    }

    private static String choice(HeadOpener.Found chosen, HeadOpener.Found best) {
        return "This is head " + Wanted.name(chosen.witness()) + " of "
                + chosen.head().time() + ", as asked for; the newest is "
                + Wanted.name(best.witness()) + " of " + best.head().time() + ".";
    }

    private String forks() {
        List<HeadHistory.Known> forks = history.forks();
        return forks.isEmpty()
                ? ""
                : " There are several histories: two machines have written with this owner's keys, or one was set back"
                        + " and went on. Heads "
                        + forks.stream()
                                .map(each -> Wanted.name(each.witness()))
                                .collect(Collectors.joining(", "))
                        + " exclude each other; '--at' restores what one of them names.";
    }

    /**
     * The heads that members keep, the newest first.
     *
     * @param most of them
     */
    public List<Kept> list(Supplier<List<NodeAddress>> addresses, int most, Consumer<String> say)
            throws InterruptedException {
        say.accept("looking for members");
        find(addresses);
        history.collect(heads.answered());
        Set<Witness> forks =
                history.forks().stream().map(HeadHistory.Known::witness).collect(Collectors.toSet());
        return history.all().stream()
                .limit(most)
                .flatMap(each -> history
                        .open(each)
                        .map(found -> new Kept(
                                Wanted.name(found.witness()),
                                found.head(),
                                each.stored(),
                                each.holders().size(),
                                forks.contains(found.witness())))
                        .stream())
                .toList();
    }

    /**
     * A head that members keep.
     *
     * @param name what it is called in {@link Wanted}
     * @param stored when it came to them, by their clocks
     * @param holders how many have shown it
     * @param forked whether there is another one in its place
     */
    public record Kept(String name, Head head, Instant stored, int holders, boolean forked) {}

    /** What this machine itself published last, if that has not reached the partners that answered. */
    private HeadOpener.Found later(HeadOpener.Found best) {
        return parts.book()
                .top()
                .filter(own -> own.deviceEpoch() == parts.certificate().deviceEpoch())
                .filter(own -> own.sequence() > best.witness().sequence())
                .flatMap(own -> parts.book()
                        .newest()
                        .filter(head -> head.sequence() == own.sequence())
                        .map(head -> new HeadOpener.Found(head, own)))
                .orElse(best);
    }

    /** In an open confederation: this owner's own signature under an agreement says that its people knew the other one. */
    private void pinPartners() {
        if (parts.membership().isOpen()) {
            parts.agreed().get().stream()
                    .map(terms -> terms.partnerOf(parts.self()))
                    .filter(partner -> !parts.membership().isPinned(partner))
                    .flatMap(partner -> parts.ledger().peers().find(partner).stream())
                    .forEach(this::pin);
        }
    }

    private void pin(PeerRow partner) {
        DeviceCert certificate = DeviceCert.read(partner.certificate().toArray());
        try {
            parts.membership().pin(certificate, partner.name(), parts.clock().instant());
        } catch (HoldfastException e) { // two partners of one name: the second goes by its id
            parts.membership()
                    .pin(certificate, partner.id().brief(), parts.clock().instant());
        }
    }

    private SeenKeys otherDevice(int epoch, int generation) {
        return epoch == parts.certificate().deviceEpoch() ? SeenKeys.NONE : new SeenKeys(epoch, generation);
    }

    /** Until a head is known and a few rounds brought nothing new. */
    private HeadOpener.Found find(Supplier<List<NodeAddress>> addresses) throws InterruptedException {
        int quiet = 0;
        int strange = 0;
        for (Duration waited = Duration.ZERO; waited.compareTo(PATIENCE) < 0; waited = waited.plus(RETRY)) {
            addresses.get().forEach(this::knock);
            quiet = heads.round() ? 0 : quiet + 1;
            if (heads.best().isPresent() && (quiet >= QUIET_ROUNDS || everyPartnerAnswered())) {
                return heads.best().get();
            }
            strange = isStranger() ? strange + 1 : 0;
            if (strange >= STRANGE_ROUNDS) {
                throw unknown();
            }
            parts.clock().sleep(RETRY);
        }
        return heads.best().orElseThrow(this::nothing);
    }

    /** Whether whoever answered takes this owner for no member, and nobody else answered. */
    private boolean isStranger() {
        return heads.answered().isEmpty() && !rosters.strangeTo().isEmpty();
    }

    private void knock(NodeAddress address) {
        boolean known = parts.ledger().peers().all().stream()
                .anyMatch(peer -> peer.addresses().contains(address)
                        && parts.network().linked().contains(peer.id()));
        if (!parts.membership().isIn() || !known) {
            rosters.dial(address);
        }
    }

    private boolean everyPartnerAnswered() {
        Set<OwnerId> answered = heads.answered();
        return heads.best().orElseThrow().head().partners().stream().allMatch(each -> answered.contains(each.owner()));
    }

    private HoldfastException unknown() {
        String where =
                rosters.strangeTo().stream().map(NodeAddress::toString).sorted().collect(Collectors.joining(", "));
        return new HoldfastException(
                ErrorCode.NO_HEAD_FOUND,
                "recovery",
                "Somebody answered (" + where + "), but does not know this owner, "
                        + parts.self().brief()
                        + ". Is it the right sheet? Else give a member's address with --seed HOST:PORT.",
                true,
                null);
    }

    private HoldfastException nothing() {
        return heads.answered().isEmpty()
                ? new HoldfastException(
                        ErrorCode.NO_PARTNER_REACHED,
                        "recovery",
                        "No partner could be reached. " + inVain.words()
                                + " The addresses on the sheet may be stale: give one that works with --seed HOST:PORT,"
                                + " or start the recovery in the partners' network.",
                        true,
                        null)
                : new HoldfastException(
                        ErrorCode.NO_HEAD_FOUND,
                        "recovery",
                        heads.answered().size()
                                + " members answered, but none keeps a head of this owner. Is it the right sheet?",
                        true,
                        null);
    }

    /** A head that was called PROTECTED is with k + 1 partners; so if all but k showed one, no later one was missed. */
    private String certainty(Head head) {
        int partners = head.partners().size();
        long answered = head.partners().stream()
                .filter(each -> heads.credible().contains(each.owner()))
                .count();
        int k = parts.ledger().segments().inState(org.holdfast.core.port.SegmentState.PLACED).stream()
                .mapToInt(segment -> segment.shape().k())
                .max()
                .orElse(0);
        return answered >= partners - k
                ? "This is the newest snapshot: " + answered + " of " + partners + " partners say so."
                : "There may be a newer one: the newest seen is of " + head.time() + ", and " + answered + " of "
                        + partners + " partners showed theirs.";
    }
}
