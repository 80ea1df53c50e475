// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.holdfast.node.service.Ranges.decimal;
import static org.holdfast.node.service.Ranges.rate;
import static org.holdfast.node.service.Ranges.text;
import static org.holdfast.node.service.Ranges.whole;
import static org.holdfast.node.service.Ranges.yesOrNo;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdfast.core.schedule.Schedule;
import org.holdfast.core.select.PipelineOrder;

/**
 * Every setting of a node: key, safe default, range and meaning, in the one table that validation, {@code config
 * describe} and docs/configuration.md are made from.
 */
public enum Setting {
    NAME(
            "name",
            "",
            "1 to 32 printable characters; empty: the computer's name",
            "How this node is shown to people.",
            text(0, 32)),
    SITE(
            "site",
            "",
            "1 to 64 printable characters; empty: by site.rules",
            "The building or place this machine stands in; shards are spread over sites. An invitation with a site"
                    + " sets it.",
            text(0, 64)),
    SITE_RULES(
            "site.rules",
            "",
            "NETWORK/BITS=SITE, separated by commas, such as 10.1.0.0/16=north, 2001:db8:2::/48=south",
            "Where site is empty: the site by this machine's own addresses; the longest prefix decides. Where no rule"
                    + " holds, it is `default`.",
            Ranges::isSiteRules),
    HOST(
            "host",
            "",
            "1 to 64 printable characters; empty: this machine's own id",
            "The physical machine; two shards of one codeword never share one.",
            text(0, 64)),
    OS_FAMILY(
            "os.family",
            "",
            "1 to 64 printable characters; empty: as found",
            "The family of operating system; shards are spread over families.",
            text(0, 64)),
    LABELS(
            "labels",
            "",
            "up to 8 pairs key=value, separated by commas",
            "What criteria may want to know of this machine, such as department=sales,rack=r7 (partners.md).",
            Ranges::areLabels),
    ESCROW(
            "escrow",
            "true",
            "Whether this machine's recovery secret is sealed to the escrow key of its confederation, where that has"
                    + " one. Set to false, members are told to erase what they have.",
            yesOrNo()),
    BIND_ADDRESS("bind.address", "0.0.0.0", "a local address", "Where the node listens for other nodes.", text(1, 64)),
    NODE_PORT(
            "node.port",
            "7610",
            "0 to 65535; 0: any free port",
            "The TCP port for other nodes. Takes effect at the next start.",
            whole(0, 65535)),
    ADVERTISE(
            "advertise.address",
            "",
            "an address; empty: those of this machine",
            "The address that other nodes are told to dial.",
            text(0, 64)),
    REMOTE_ADDRESS(
            "remote.address",
            "",
            "HOST:PORT of this machine; empty: nowhere",
            "Where people with a certificate (`holdfast remote allow`) may call this node from elsewhere. Takes effect"
                    + " at the next start.",
            Ranges::isDoor),
    USERS_SOCKET(
            "users.socket",
            "",
            "absolute path of a socket that the node makes; empty: none",
            "Where ordinary users of this machine may get back what is stored as theirs (`holdfast own`). Takes effect"
                    + " at the next start.",
            Ranges::isPlace),
    USERS_READS_PERCENT(
            "users.reads.percent",
            "2",
            "How much of what this machine has at partners its users may read back a day, beyond a quarter at once"
                    + " (`holdfast own`); in percent, all together.",
            whole(1, 100)),
    MULTICAST_PORT(
            "discovery.multicast.port",
            "45599",
            "The UDP port on which nodes of a subnet find each other. Takes effect at the next start.",
            whole(1024, 65535)),
    DISCOVERY_SECONDS(
            "discovery.interval.seconds", "60", "How often this node tells others that it is here.", whole(1, 3600)),
    SEEDS(
            "seeds",
            "",
            "HOST:PORT, separated by commas",
            "Addresses that are always tried, besides what discovery finds.",
            text(0, 4096)),
    REDUNDANCY(
            "redundancy",
            "auto",
            "auto, or M+K such as 6+4, K at least 1",
            "How many data and parity shards a codeword has; auto: what durability.target needs.",
            Ranges::isRedundancy),
    DURABILITY_TARGET(
            "durability.target",
            "1e-6",
            "1e-15 to 1, as 1e-6 or 0.001",
            "With redundancy auto: how often a year a segment may be lost.",
            rate(1e-15, 1)),
    STORED_MOST(
            "redundancy.stored.most",
            "2",
            "With redundancy auto: the most bytes stored for one byte of data.",
            decimal(1.1, 10)),
    LIFETIME_DAYS(
            "partner.mttf.days",
            "730",
            "Mean time until a machine loses what it holds. Assumed; durability.md says what for.",
            whole(30, 36500)),
    AVAILABILITY_PERCENT(
            "partner.availability.percent",
            "80",
            "On how many of a hundred days a partner can be reached. Assumed, until it is measured.",
            whole(1, 100)),
    REPAIR_DAYS(
            "repair.delay.days",
            "3",
            "How many days after a partner's loss its shards are made anew. Assumed; when that begins says"
                    + " suspect.period.hours.",
            whole(0, 365)),
    TRACK_REPORTERS(
            "track.reporters",
            "2",
            "How many members on different hosts it takes to believe that somebody broke its agreement.",
            whole(1, 20)),
    SITE_LOSSES(
            "site.loss.yearly",
            "1e-3",
            "0 to 1, as 1e-3 or 0.001",
            "How often a year all machines of one site are lost at once. Assumed.",
            rate(0, 1)),
    SYSTEM_LOSSES(
            "system.loss.yearly",
            "1e-4",
            "0 to 1, as 1e-4 or 0.0001",
            "How often a year all machines of one family of operating systems are lost at once. Assumed.",
            rate(0, 1)),
    SPARES("partners.spares", "2", "0 to 16", "Partners beyond those that a codeword needs.", whole(0, 16)),
    SPREAD_SITES(
            "spread.sites",
            "true",
            "Whether the shards of a codeword are spread over sites, k at most at each where that can be.",
            yesOrNo()),
    SPREAD_SYSTEMS(
            "spread.systems",
            "true",
            "Whether the shards of a codeword are spread over families of operating systems in the same way.",
            yesOrNo()),
    PARTNER_MEBIBYTES(
            "partner.space.mebibytes",
            "10240",
            "16 to 1073741824",
            "Space that is asked of each partner and offered to it in return.",
            whole(16, 1L << 30)),
    OFFERED_MEBIBYTES(
            "offered.space.mebibytes",
            "204800",
            "0 to 1073741824",
            "Space that all partners together may use on this machine.",
            whole(0, 1L << 30)),
    OFFERED_EACH_MEBIBYTES(
            "partner.offered.mebibytes",
            "0",
            "0 to 1073741824; 0: as much as is asked of it",
            "Space that is offered to each partner. More or less than is asked of it needs partners, and here a"
                    + " negotiation policy, that let the sides differ: `largest.ratio.percent`.",
            whole(0, 1L << 30)),
    ONLINE_SCHEDULE(
            "online.schedule",
            "always",
            "always, or days and whole hours as 'Mo-Fr 08:00-18:00; Sa 09:00-12:00'",
            "When this machine promises its partners to be on line. They hold it to that.",
            Ranges::isSchedule),
    ONLINE_ZONE(
            "online.zone",
            "",
            "a time zone such as Europe/Berlin; empty: the computer's",
            "The zone of the hours in online.schedule.",
            Ranges::isZone),
    BANDWIDTH_LEAST(
            "bandwidth.least.kbit",
            "64",
            "What the link to a partner has to carry in its slowest stretch, in kbit/s, as measured from here.",
            whole(0, 100_000_000)),
    BANDWIDTH_AVERAGE(
            "bandwidth.average.kbit",
            "256",
            "0 to 100000000; 0: nothing is measured",
            "What the link to a partner has to carry on average, in kbit/s, as measured from here.",
            whole(0, 100_000_000)),
    AUDIT_PIECES(
            "audit.pieces.daily",
            "2000",
            "How many pieces of 4 KiB this node answers for a partner's audits in a day, at most.",
            whole(1, 1_000_000)),
    AUDIT_INTERVAL(
            "audit.interval.seconds",
            "86400",
            "How often each partner has to prove that it has this machine's blocks, in seconds; give or take a tenth.",
            whole(5, 2_592_000)),
    AUDIT_SAMPLES(
            "audit.samples",
            "460",
            "How many pieces of 4 KiB are drawn for each proof: 460 find a loss of one percent with 99 percent"
                    + " certainty.",
            whole(1, 1000)),
    AUDIT_BLOCK_INTERVAL(
            "audit.block.interval.seconds",
            "604800",
            "How often a partner has to send one whole block, drawn by lot, in seconds; this is the way that a restore"
                    + " goes. Where blocks carry no tags, one comes back in every audit.",
            whole(5, 31_536_000)),
    AUDIT_SHARE(
            "audit.share.percent",
            "5",
            "How much of the link to a partner audits may use over time, in percent of what the link carries.",
            whole(1, 100)),
    WHOLE_READS(
            "whole.reads.yearly",
            "16",
            "How often a year a partner may read back as much as it stores here, repairs included and audits not.",
            whole(1, 1000)),
    READS_LEAST(
            "reads.least.mebibytes",
            "256",
            "0 to 1073741824",
            "How much a year this node gives a partner back in any case, however little it stores here.",
            whole(0, 1L << 30)),
    AGREEMENT_DAYS(
            "agreement.days",
            "0",
            "0, or 30 to 36500; 0: without end",
            "After how many days an agreement ends that is not renewed; it is renewed in time while both want that.",
            value -> value.equals("0") || whole(30, 36_500).test(value)),
    LOCK_MOST_DAYS("lock.most.days", "3680", "The longest that partners may lock blocks here.", whole(31, 36_500)),
    RESERVE_MEBIBYTES(
            "disk.reserve.mebibytes",
            "0",
            "0 to 1073741824; 0: the larger of 10 GiB and 5 % of the disk",
            "Space on this machine's disk that Holdfast never uses.",
            whole(0, 1L << 30)),
    SHRINK_NOTICE_HOURS(
            "shrink.notice.hours",
            "336",
            "How long partners have to take blocks elsewhere when this disk is short; what has not moved by then"
                    + " stays.",
            decimal(0.01, 8760)),
    CHECKPOINT_MEBIBYTES(
            "checkpoint.mebibytes",
            "16384",
            "New data after which a first backup that is not through yet can be restored as far as it is.",
            whole(1, 1L << 30)),
    SPOOL_MEBIBYTES(
            "spool.limit.mebibytes",
            "4096",
            "0 to 1073741824",
            "Space for blocks that wait for an absent partner.",
            whole(0, 1L << 30)),
    PIPELINE(
            "pipeline",
            PipelineOrder.DEFAULT,
            "some of 'compress encrypt code encrypt', in this order",
            "The layers that new data go through. Metadata always go through all of them.",
            value -> PipelineOrder.parse(value) instanceof PipelineOrder.Legal),
    CODING("coding", "rs-cauchy-v1", "the id of a code that is present", "How new segments are coded.", text(1, 64)),
    CRYPTO(
            "crypto",
            "aes-256-gcm-v1",
            "the id of a cipher that is present",
            "How new segments are encrypted before they are coded.",
            text(1, 64)),
    CRYPTO_OUTER(
            "crypto.outer",
            "aes-256-ctr-v1",
            "the id of a cipher that is present and keeps the length",
            "How the shards of new segments are encrypted for each partner.",
            text(1, 64)),
    COMPRESSION(
            "compression",
            "zstd-v1",
            "the id of a compressor that is present, or stored for none",
            "How new chunks are compressed.",
            text(1, 64)),
    AUDIT_SCHEME(
            "audit.scheme",
            "aggregate-v1",
            "the id of an audit scheme that is present and keeps nothing at the owner",
            "What new blocks are marked with, so that partners can prove that they have them. With block-v1 they are"
                    + " not marked, and can only be audited whole.",
            text(1, 64)),
    HISTORIC_ALLOWED(
            "historic.allowed",
            "false",
            "Whether new data may be written with algorithms that are broken or outdated.",
            yesOrNo()),
    UNENCRYPTED_ALLOWED(
            "unencrypted.allowed", "false", "Whether data may leave this machine without encryption.", yesOrNo()),
    RECODE_MEBIBYTES(
            "recode.rate.mebibytes",
            "20",
            "How much a second is written anew at most when a format or a partner leaves.",
            whole(1, 100_000)),
    BACKUP_SCHEDULE(
            "backup.schedule",
            "daily",
            Schedule.FORMS,
            "When sources without a schedule of their own are backed up, by the clock of online.zone (schedules.md).",
            Ranges::isBackupSchedule),
    SETTLE_SECONDS(
            "backup.settle.seconds",
            "300",
            "How long a machine that has just started or woken, and a new source, are left alone by the schedule.",
            whole(0, 86_400)),
    REREAD_DAYS(
            "backup.reread.days",
            "7",
            "0 to 3650; 0: never",
            "How often a backup reads every file of a source, changed or not.",
            whole(0, 3650)),
    BACKUP_OVERDUE_HOURS(
            "backup.overdue.hours",
            "48",
            "How late the backup of a source may be before `status` and the log say so.",
            decimal(0.01, 8760)),
    QUIET_HOURS(
            "backup.quiet.hours",
            "",
            "empty, or days and whole hours as 'Mo-Fr 08:00-18:00', but not the whole week",
            "Hours in which no backup begins by itself, and one that did stands still.",
            Ranges::isQuietHours),
    BATTERY_PAUSE("backup.battery.pause", "true", "The same while the machine runs on its battery.", yesOrNo()),
    SLOW_WHEN_USED(
            "backup.slow.when.used",
            "true",
            "Whether a backup that began by itself works a quarter of the time while somebody is at the machine.",
            yesOrNo()),
    SEND_RATES(
            "send.rates",
            "",
            "empty, or hours=kbit/s such as 'Mo-Fr 08:00-18:00=2000; always=20000'; 64 to 100000000",
            "How much this node sends to all partners together; the first part that has the hour decides.",
            Ranges::areRates),
    RETENTION_KEEP(
            "retention.keep",
            "",
            "empty, or rules such as last=3,daily=7,weekly=4,monthly=12,yearly=5,within=30d,tag=NAME",
            "Which snapshots are kept; the others are forgotten after each backup. Empty: all, until `holdfast"
                    + " forget`.",
            Ranges::isRetention),
    PRUNE_DAYS(
            "prune.days",
            "7",
            "0 to 365; 0: only by hand",
            "With `retention.keep`: how often what no snapshot needs is dropped, after a backup.",
            whole(0, 365)),
    LOCK_DAYS(
            "lock.days",
            "400",
            "How long partners are asked to lock new blocks: until then nobody can have them freed, whatever keys he has.",
            whole(1, 3650)),
    GRACE_HOURS(
            "grace.period.hours",
            "336",
            "1 to 8760",
            "How long a silent partner is forgiven, in the agreements that are made from now on. This node agrees to no"
                    + " shorter one.",
            decimal(0.01, 8760)),
    COMMITMENT_HOURS(
            "commitment.period.hours",
            "504",
            "1 to 17520",
            "In an open confederation: for how long after its start no restore is asked or honoured under an agreement,"
                    + " and the only such period that this node agrees to. Longer than `grace.period.hours`, or no"
                    + " agreement is made.",
            decimal(0.01, 17_520)),
    SUSPECT_HOURS(
            "suspect.period.hours",
            "72",
            "How much promised time a silent partner may miss before what lies there is made anew elsewhere. No"
                    + " penalty: that is `grace.period.hours`.",
            decimal(0.001, 8760)),
    OVERDUE_HOURS(
            "overdue.period.hours",
            "168",
            "How long nothing may be heard from a partner's machine before its partners tell each other, and status"
                    + " shows it as overdue.",
            decimal(0.001, 8760)),
    REPAIR_MEBIBYTES(
            "repair.rate.mebibytes",
            "20",
            "How much a second is made anew at most when shards are lost.",
            whole(1, 100_000)),
    DRILL_HOURS(
            "drill.interval.hours",
            "168",
            "How often files drawn by lot are restored into memory to prove that it works. Status warns when twice the"
                    + " time has gone by.",
            decimal(0.001, 8760)),
    DRILL_MEBIBYTES(
            "drill.mebibytes",
            "64",
            "How much such a drill reads at most, beyond its first segment; 0: none comes by itself.",
            whole(0, 100_000)),
    SCRUB_HOURS(
            "scrub.period.hours",
            "720",
            "In which time every block that is kept for others is read once, to find damage.",
            decimal(0.001, 87_600)),
    SEGMENT_MEBIBYTES(
            "segment.mebibytes",
            "12",
            "What a segment closes near; less where a code has more parity than half its data. More than 12 takes more"
                    + " memory: set HOLDFAST_NODE_OPTS=-Xmx with 12 MB on top for each.",
            whole(4, 64)),
    SEGMENTS_IN_FLIGHT(
            "segments.in.flight",
            "2",
            "Segments on their way to partners at once; the shards of each lie in memory, 1.5 times"
                    + " `segment.mebibytes` at most.",
            whole(1, 16)),
    ABSENT_SECONDS(
            "absent.wait.seconds",
            "30",
            "How long 'backup --wait' waits for an absent partner once the snapshot is PROTECTED.",
            whole(0, 3600)),
    PARTNERS_SECONDS(
            "partners.wait.seconds", "120", "How long 'backup --wait' waits for missing partners.", whole(0, 3600)),
    NOTICE_REPEAT("notice.repeat.hours", "24", "How long people are not told the same again.", whole(1, 8760)),
    NOTICE_GATHER("notice.gather.minutes", "5", "How long a notice waits for others to go with it.", whole(0, 1440)),
    NOTICE_BACKUP("notice.backup.days", "7", "How old backups may be before people are told.", whole(1, 3650)),
    PACKAGES_FOLDER(
            "packages.folder",
            "/",
            "Root of the system whose package database says what the preset `vendor` leaves out.",
            text(1, 4096));

    private final Row row;

    private record Row(String key, String safeDefault, String range, String meaning, Predicate<String> allowed) {}

    Setting(String key, String safeDefault, String range, String meaning, Predicate<String> allowed) {
        this.row = new Row(key, safeDefault, range, meaning, allowed);
    }

    /** One whose range says itself what it is. */
    Setting(String key, String safeDefault, String meaning, Ranges.Range range) {
        this(key, safeDefault, range.text(), meaning, range.allowed());
    }

    public String key() {
        return row.key();
    }

    public String safeDefault() {
        return row.safeDefault();
    }

    public String range() {
        return row.range();
    }

    public String meaning() {
        return row.meaning();
    }

    public static Optional<Setting> find(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }

    /** The value, if it is in range. @throws HoldfastException CONFIG_INVALID naming key, value and range */
    public String check(String value) {
        return Ranges.check(this, row.allowed(), value);
    }
}
