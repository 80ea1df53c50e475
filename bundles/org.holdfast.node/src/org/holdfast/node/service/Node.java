// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.core.Self;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Id32;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.Refusals;
import org.holdfast.node.backup.Rehoming;
import org.holdfast.node.backup.Underway;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.holder.HeldFiles;
import org.holdfast.node.holder.Holder;
import org.holdfast.node.member.AdvertCache;
import org.holdfast.node.member.AdvertDesk;
import org.holdfast.node.member.Doorkeeper;
import org.holdfast.node.member.Joining;
import org.holdfast.node.member.RosterDesk;
import org.holdfast.node.member.StoredMembership;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.net.SendPacer;
import org.holdfast.node.partners.Offer;
import org.holdfast.node.partners.PartnerSearch;
import org.holdfast.node.work.Rounds;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.policy.Whereabouts;
import org.holdfast.spi.transport.Transport;
import org.holdfast.trust.ChangeStore;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.InvitationStore;
import org.holdfast.trust.JoinStore;
import org.holdfast.trust.PinStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a running node and how they are joined: stores – identity – network – negotiation – search – holder, then
 * what the owner does ({@link OwnerDesk}). Opened once, closed once.
 */
final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration SEED_RETRY = Duration.ofSeconds(10);

    private final Path home;
    private final AtomicReference<NodeSettings> settings;
    private final Providers providers;
    private final NodeClock clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Stores stores;
    private final IdentityStore identities;
    private final Identity identity;
    private final StoredMembership membership;
    private final RosterDesk rosters;
    private final Doorkeeper doorkeeper;
    private final PairDesk pairing;
    private final Joining joining;
    private final Network network;
    private final PartnerClient partners;
    private final AtomicReference<Partnership> partnership = new AtomicReference<>();
    private final Presence presence;
    private final Dialling dialling;
    private final AdvertDesk adverts;
    private final MemberDesks desks;
    private final RedundancyDesk redundancy;
    private final OwnerDesk owner;
    private final RebuildDesk rebuilds;
    private final RecodeJob recoding;
    private final ShrinkDesk shrink;
    private final LeaveDesk leave;
    private final AuditCare audits;
    private final HealthCare health;
    private final Releasing releasing;
    private final RetentionDesk retention;
    private final DrillCare drills;
    private final ConfigStore config;
    private final Optional<RollbackDesk> rollback;
    private final Optional<PluginWatch> pluginWatch;
    private final ReaderDesk readers;
    private final Rounds companion;

    Node(
            Path home,
            NodeSettings first,
            Providers providers,
            Transport transport,
            Optional<Plugins> plugins,
            NodeClock clock) {
        this.home = home;
        this.clock = clock;
        this.settings = new AtomicReference<>(first);
        this.providers = providers;
        this.identities = new IdentityStore(home, clock, random);
        this.identity = identities.load();
        this.stores = Stores.open(home, first);
        this.membership = new StoredMembership(new ConfederationStore(home, clock::instant), new PinStore(home));
        this.rosters = new RosterDesk(identity, membership, new ChangeStore(home), stores.ledger(), clock);
        this.doorkeeper = new Doorkeeper(identity, new InvitationStore(home), rosters, stores.ledger(), clock, random);
        this.pairing = new PairDesk(this);
        this.joining = new Joining(new JoinStore(home), membership, identity.certificate(), clock, this::placed);
        Self self = Self.of(identity.certificate(), identity.device());
        this.network = new Network(
                transport,
                new Network.Identity(self, identity.localKey(), membership),
                stores.ledger(),
                clock,
                stream -> holder().ifPresent(holder -> holder.serve(stream)),
                pairing);
        SendPacer pacer = new SendPacer(clock, () -> settings.get().sendRate(clock.instant()));
        this.partners = new PartnerClient(network, stores.ledger(), identity.owner(), clock, pacer);
        this.presence = new Presence(this);
        this.dialling = new Dialling(this);
        this.adverts = new AdvertDesk(presence.around(dialling::heard), new AdvertCache(home), clock);
        this.desks = new MemberDesks(this);
        this.redundancy = new RedundancyDesk(settings::get, providers, this::partnerWhereabouts);
        this.owner = new OwnerDesk(this);
        this.rebuilds = new RebuildDesk(this);
        this.recoding = new RecodeJob(this);
        this.shrink = new ShrinkDesk(this);
        Rehoming.Memory moves = new Rehoming.Memory(new Refusals(clock::nanos), new Underway());
        this.leave = new LeaveDesk(this, moves);
        this.health = new HealthCare(this, moves);
        this.audits = new AuditCare(this);
        audits.listen(health.desk());
        this.releasing = new Releasing(this);
        this.retention = new RetentionDesk(this);
        this.drills = new DrillCare(this);
        this.config = new ConfigStore(home);
        this.rollback = plugins.map(present -> new RollbackDesk(this, present));
        this.pluginWatch = plugins.map(present -> new PluginWatch(this, present));
        this.readers = new ReaderDesk(this, plugins);
        this.companion = new Rounds("companion", SEED_RETRY, clock, this::accompany);
    }

    /** Opens the doors; what takes long goes on in the background. @throws HoldfastException PORT_IN_USE */
    void start() {
        NodeSettings now = settings.get();
        HeldFiles.settle(stores.holdings(), stores.ledger(), clock.instant());
        network.listen(new InetSocketAddress(now.text(Setting.BIND_ADDRESS), now.number(Setting.NODE_PORT)));
        network.onLinked(link -> linked(link.peer().id()));
        membership.onChange(network::recheck);
        membership.onChange(this::enter);
        desks.begin();
        enter();
        adverts.recall();
        lookAround();
        companion.start();
        rebuilds.begin();
        recoding.start();
        leave.start();
        audits.start();
        health.start();
        releasing.start();
        owner.start();
        shrink.start();
        drills.start();
        pluginWatch.ifPresent(PluginWatch::start);
        readers.start();
        LOG.info(
                "Node {} ({}) listens on port {}",
                settings.get().name(),
                identity.owner().brief(),
                network.port());
    }

    /** Looks for others in every way that is present; ways come and go with their bundles. */
    void lookAround() {
        NodeSettings now = settings.get();
        String group = group();
        if (!group.isEmpty() && !stopping.get()) {
            adverts.look(
                    providers.discoveries(),
                    new Scope(
                            group,
                            presence.discoveryAddress(),
                            now.number(Setting.MULTICAST_PORT),
                            now.seconds(Setting.DISCOVERY_SECONDS)));
        }
    }

    private void linked(OwnerId peer) {
        partnership().ifPresent(present -> present.search().wake());
        owner.partnerIsBack(peer);
        health.repair().wake();
        desks.linked(peer);
    }

    /** Joins if that is still to be done, then keeps in touch with seeds and partners. */
    private void accompany() throws InterruptedException {
        if (membership.roster().isPresent()) {
            joining.tidy();
        } else if (joining.pending().isPresent()) {
            joining.join(network, this::introduction, adverts::addresses);
        }
        keepInTouch();
    }

    private Joining.Introduction introduction() {
        NodeSettings now = settings.get();
        return new Joining.Introduction(now.domains().site(), now.name());
    }

    /** The invitation says where this machine stands. */
    private void placed(String site) {
        config.set(Setting.SITE.key(), site);
        change(settings.get().with(Setting.SITE, site));
        stores.ledger().events().append(clock.instant(), "CONFIG_CHANGED", Setting.SITE.key(), site);
    }

    private void keepInTouch() {
        if (!membership.isIn()) {
            return;
        }
        for (NodeAddress seed : settings.get().seeds()) {
            dialling.heard(new AdvertDesk.Heard(seed, Optional.empty()));
        }
        agreed().forEach(terms -> keepInTouch(terms.partnerOf(identity.owner())));
        owner.backups().resume();
        adverts.tend();
        desks.tend();
    }

    /** Each for itself: one who does not answer holds nobody up. What waits for a partner may have missed its coming. */
    private void keepInTouch(OwnerId partner) {
        Thread.ofVirtual().name("touch-" + partner.brief()).start(() -> {
            if (network.link(partner).isPresent()) {
                owner.partnerIsBack(partner);
            }
        });
    }

    /** Once the confederation is known, agreements can be made; called again it does nothing. */
    private synchronized void enter() {
        if (partnership.get() != null || membership.confederation().isEmpty()) {
            return;
        }
        Partnership made = Partnership.of(this, membership.confederation().get().ref());
        partnership.set(made);
        made.start();
        startSearch();
    }

    /** Not before it is known who the partners are: with a lost ledger it would look for others. */
    synchronized void startSearch() {
        if (stores.losses().present().filter(Losses.Loss.LEDGER::equals).isEmpty()) {
            partnership().ifPresent(present -> present.search().start());
        }
    }

    void wakeSearch() {
        partnership().ifPresent(present -> present.search().wake());
    }

    private Optional<Holder> holder() {
        return partnership().map(Partnership::holder);
    }

    Optional<Partnership> partnership() {
        return Optional.ofNullable(partnership.get());
    }

    PartnerSearch.Plan plan() {
        return new PartnerSearch.Plan(
                redundancy.plan().shape(), wantedPartners(), health.criteria(), offer(), addresses());
    }

    Offer offer() {
        NodeSettings now = settings.get();
        return new Offer(
                identity.owner(),
                partnership().map(Partnership::confederation).orElse(new ConfederationId(Id32.ZERO)),
                now.domains(),
                now.mebibytes(Setting.PARTNER_MEBIBYTES),
                now.offeredEach(),
                now.mebibytes(Setting.OFFERED_MEBIBYTES),
                now.grace(),
                membership.isOpen() ? now.commitment() : Duration.ZERO,
                now.days(Setting.LOCK_DAYS).plusDays(30),
                now.wishes(clock.instant()),
                stores.ledger());
    }

    List<AgreementTerms> agreed() {
        return offer().agreed();
    }

    /** Those of them under which something new is stored: nobody has given notice. */
    List<AgreementTerms> lasting() {
        return offer().lasting();
    }

    int wantedPartners() {
        return leave.isLeaving() ? 0 : redundancy.wanted();
    }

    /** As a code is planned for them: at which addresses does not matter. */
    private List<Whereabouts> partnerWhereabouts() {
        return lasting().stream().map(this::whereabouts).toList();
    }

    Whereabouts whereabouts(AgreementTerms terms) {
        OwnerId partner = terms.partnerOf(identity.owner());
        return new Whereabouts(terms.domainsOf(partner), List.of(), terms.scheduleOf(partner));
    }

    /** What discovery calls the confederation: of the one that this node is in, or has a code of. */
    String group() {
        return membership
                .confederation()
                .map(known -> JoinCode.group(known.ref().id()))
                .or(() -> joining.pending().map(pending -> pending.ticket().group()))
                .orElse("");
    }

    /** Where others can dial this node. */
    List<NodeAddress> addresses() {
        return presence.addresses();
    }

    Path home() {
        return home;
    }

    NodeSettings settings() {
        return settings.get();
    }

    /** Settings that changed; those of ports take effect at the next start. */
    void change(NodeSettings changed) {
        NodeSettings before = settings.getAndSet(changed);
        wakeSearch();
        desks.changed(before, changed);
    }

    Providers providers() {
        return providers;
    }

    NodeClock clock() {
        return clock;
    }

    SecureRandom random() {
        return random;
    }

    Stores stores() {
        return stores;
    }

    Identity identity() {
        return identity;
    }

    IdentityStore identities() {
        return identities;
    }

    StoredMembership membership() {
        return membership;
    }

    RosterDesk rosters() {
        return rosters;
    }

    Doorkeeper doorkeeper() {
        return doorkeeper;
    }

    PairDesk pairing() {
        return pairing;
    }

    Joining joining() {
        return joining;
    }

    Network network() {
        return network;
    }

    PartnerClient partners() {
        return partners;
    }

    AdvertDesk adverts() {
        return adverts;
    }

    MemberDesks desks() {
        return desks;
    }

    RedundancyDesk redundancy() {
        return redundancy;
    }

    OwnerDesk owner() {
        return owner;
    }

    RebuildDesk rebuilds() {
        return rebuilds;
    }

    /** Empty outside a framework. */
    Optional<PluginWatch> pluginWatch() {
        return pluginWatch;
    }

    ReaderDesk readers() {
        return readers;
    }

    /** Empty outside a framework. */
    Optional<RollbackDesk> rollback() {
        return rollback;
    }

    ConfigStore config() {
        return config;
    }

    LeaveDesk leave() {
        return leave;
    }

    AuditCare audits() {
        return audits;
    }

    HealthCare health() {
        return health;
    }

    Releasing releasing() {
        return releasing;
    }

    RetentionDesk retention() {
        return retention;
    }

    DrillCare drills() {
        return drills;
    }

    ShrinkDesk shrink() {
        return shrink;
    }

    RecodeJob recoding() {
        return recoding;
    }

    boolean isStopping() {
        return stopping.get();
    }

    @Override
    public void close() {
        stopping.set(true);
        companion.close();
        drills.close();
        rebuilds.close();
        recoding.close();
        health.close();
        leave.close();
        audits.close();
        shrink.close();
        pluginWatch.ifPresent(PluginWatch::close);
        readers.close();
        retention.close();
        releasing.close();
        partnership().ifPresent(Partnership::close);
        owner.close();
        adverts.close();
        network.close();
        stores.close();
        identity.close();
    }
}
