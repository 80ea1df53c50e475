// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.holdfast.core.durability.Assumptions;
import org.holdfast.core.place.Spread;
import org.holdfast.core.schedule.HourRates;
import org.holdfast.core.select.Redundancy;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.Allowances;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Domains;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.NodeLabels;
import org.holdfast.model.OnlineHours;
import org.holdfast.model.SiteRules;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.DurabilityTarget;
import org.holdfast.spi.policy.Wishes;

/** The settings of a running node, validated once. */
public record NodeSettings(Map<Setting, String> values) {
    /** The Config Admin PID; {@code etc/org.holdfast.node.cfg} is its file. */
    public static final String PID = "org.holdfast.node";

    /** Until an owner whose machine died has another one. */
    private static final Duration OWNER_AWAY = Duration.ofDays(7);

    /** The site of a machine of which nobody said where it stands. */
    private static final String NO_SITE = "default";

    public NodeSettings {
        values = Map.copyOf(values);
    }

    /** @throws HoldfastException CONFIG_INVALID naming the first key whose value is out of range */
    public static NodeSettings of(Map<String, ?> properties) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting each : Setting.values()) {
            Object given = properties.get(each.key());
            values.put(
                    each,
                    each.check(
                            given == null
                                    ? each.safeDefault()
                                    : given.toString().strip()));
        }
        return new NodeSettings(values);
    }

    /** The same with one value changed. @throws HoldfastException CONFIG_INVALID if it is out of range */
    NodeSettings with(Setting setting, String value) {
        Map<Setting, String> changed = new EnumMap<>(Setting.class);
        changed.putAll(values);
        changed.put(setting, setting.check(value));
        return new NodeSettings(changed);
    }

    public String text(Setting setting) {
        return values.getOrDefault(setting, setting.safeDefault());
    }

    public int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    public boolean flag(Setting setting) {
        return text(setting).equals("true");
    }

    public ByteCount mebibytes(Setting setting) {
        return ByteCount.mebibytes(Long.parseLong(text(setting)));
    }

    public Duration seconds(Setting setting) {
        return Duration.ofSeconds(number(setting));
    }

    public Duration days(Setting setting) {
        return Duration.ofDays(number(setting));
    }

    public Duration grace() {
        return hours(Setting.GRACE_HOURS);
    }

    /** In an open confederation; elsewhere there is none. */
    public Duration commitment() {
        return hours(Setting.COMMITMENT_HOURS);
    }

    Duration shrinkNotice() {
        return hours(Setting.SHRINK_NOTICE_HOURS);
    }

    Duration hours(Setting setting) {
        return Duration.ofMillis((long) (decimal(setting) * Duration.ofHours(1).toMillis()));
    }

    /** The hours that this node promises to be on line, in its zone. */
    public WeekSchedule schedule() {
        return OnlineHours.parse(text(Setting.ONLINE_SCHEDULE), zone());
    }

    /** The zone that times of day are meant in. */
    ZoneId zone() {
        String zone = text(Setting.ONLINE_ZONE);
        return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
    }

    /** Hours in which no backup begins by itself. */
    Optional<WeekSchedule> quietHours() {
        String hours = text(Setting.QUIET_HOURS);
        return hours.isEmpty() ? Optional.empty() : Optional.of(OnlineHours.parse(hours, zone()));
    }

    /** What may be sent at that moment, in kbit/s, if there is a limit. */
    OptionalLong sendRate(Instant moment) {
        return HourRates.parse(text(Setting.SEND_RATES), zone()).at(moment);
    }

    /** What this node wants of every agreement. */
    public Wishes wishes(Instant now) {
        long least = number(Setting.BANDWIDTH_LEAST);
        Duration length = days(Setting.AGREEMENT_DAYS);
        Allowances allowances = new Allowances(
                least,
                Math.max(least, number(Setting.BANDWIDTH_AVERAGE)),
                number(Setting.AUDIT_PIECES),
                number(Setting.WHOLE_READS),
                length.isZero()
                        ? Optional.empty()
                        : Optional.of(now.plus(length).truncatedTo(ChronoUnit.MILLIS)));
        return new Wishes(schedule(), allowances, days(Setting.LOCK_MOST_DAYS), List.of(BlockHeader.VERSION));
    }

    /** Bytes offered to each partner. */
    public ByteCount offeredEach() {
        return number(Setting.OFFERED_EACH_MEBIBYTES) == 0
                ? mebibytes(Setting.PARTNER_MEBIBYTES)
                : mebibytes(Setting.OFFERED_EACH_MEBIBYTES);
    }

    private double decimal(Setting setting) {
        return Double.parseDouble(text(setting));
    }

    public Redundancy redundancy() {
        return Redundancy.parse(text(Setting.REDUNDANCY));
    }

    public DurabilityTarget durabilityTarget() {
        return new DurabilityTarget(
                decimal(Setting.DURABILITY_TARGET), decimal(Setting.STORED_MOST), number(Setting.SPARES));
    }

    public Assumptions assumptions() {
        return new Assumptions(
                days(Setting.LIFETIME_DAYS),
                days(Setting.REPAIR_DAYS),
                OWNER_AWAY,
                decimal(Setting.AVAILABILITY_PERCENT) / 100,
                decimal(Setting.SITE_LOSSES),
                decimal(Setting.SYSTEM_LOSSES));
    }

    public List<NodeAddress> seeds() {
        try {
            return Stream.of(text(Setting.SEEDS).split(","))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .map(NodeAddress::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_INVALID,
                    Setting.SEEDS.key(),
                    "The setting 'seeds' is wrong: " + e.getMessage(),
                    e);
        }
    }

    public String name() {
        String given = text(Setting.NAME);
        return given.isEmpty() ? computerName() : given;
    }

    public Domains domains() {
        return new Domains(
                orElse(Setting.HOST, machineId()),
                site(),
                orElse(Setting.OS_FAMILY, osFamily()),
                System.getProperty("os.arch"),
                NodeLabels.parse(text(Setting.LABELS)));
    }

    /** What the shards of a codeword are spread over. */
    public Spread spread() {
        return new Spread(flag(Setting.SPREAD_SITES), flag(Setting.SPREAD_SYSTEMS));
    }

    /** As it was set, by hand or by the invitation; else by the rules, from what addresses this machine has now. */
    private String site() {
        String set = text(Setting.SITE);
        return set.isEmpty() ? siteAmong(OwnAddresses::of) : set;
    }

    /** The site by the rules alone. @param found asked only if there are rules */
    String siteAmong(Function<NodeSettings, List<InetAddress>> found) {
        SiteRules rules = SiteRules.parse(text(Setting.SITE_RULES));
        return rules.equals(SiteRules.NONE)
                ? NO_SITE
                : rules.site(found.apply(this)).orElse(NO_SITE);
    }

    private String orElse(Setting setting, String found) {
        return text(setting).isEmpty() ? found : text(setting);
    }

    private static String osFamily() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "macos" : name;
    }

    /** Stable over restarts and new addresses where the system keeps one; else the computer's name. */
    private static String machineId() {
        Path file = Path.of("/etc/machine-id");
        try {
            return Files.isReadable(file) ? Files.readString(file).strip() : computerName();
        } catch (java.io.IOException e) {
            return computerName();
        }
    }

    private static String computerName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.length() > 32 ? name.substring(0, 32) : name;
        } catch (UnknownHostException e) {
            return "unnamed"; // a machine without a resolvable name still works; the name is only for people
        }
    }
}
