// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterPublisher;
import org.holdfast.model.Digest;
import org.holdfast.node.vectors.Standing;
import org.holdfast.plugins.PluginStore.Plugin;
import org.holdfast.plugins.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the gate about the plug-ins that run whenever there is a new roster: one whose publisher was revoked is taken out of
 * use at once. It still reads, and runs until the next start, when the gate does not let it in. Belongs to one
 * thread, except for {@link #warnings}.
 */
final class SignatureWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SignatureWatch.class);

    private final Node node;
    private final Plugins plugins;
    private Optional<Long> judgedUnder = Optional.empty();
    private List<Plugin> judged = List.of();
    /** By hash of the jar: whose signature it had when it was last whole. */
    private final Map<Digest, Verdict.Trusted> signers = new HashMap<>();

    private volatile Map<Plugin, Standing.Refused> refused = Map.of();

    SignatureWatch(Node node, Plugins plugins) {
        this.node = node;
        this.plugins = plugins;
    }

    /** To be called about once a second. */
    void look() {
        Optional<Long> version = node.membership().roster().map(Roster::version).map(Long::valueOf);
        List<Plugin> now = plugins.store().plugins();
        if (!version.equals(judgedUnder) || !now.equals(judged)) {
            refused = judge(now);
            judgedUnder = version;
            judged = now;
        }
        withdraw();
    }

    private Map<Plugin, Standing.Refused> judge(List<Plugin> now) {
        Map<Plugin, Standing.Refused> found = new HashMap<>();
        for (Plugin plugin : now) {
            Verdict verdict = verdict(plugin);
            if (!(verdict instanceof Verdict.Trusted) && !(verdict instanceof Verdict.Broken)) {
                LOG.warn("{} {} is taken out of use: it {}", plugin.name(), plugin.version(), verdict.explanation());
                found.put(plugin, new Standing.Refused(verdict.code(), "it " + verdict.explanation()));
            }
        }
        return found;
    }

    /** A jar that is gone or damaged was sound when it was started: then who had signed it decides. */
    private Verdict verdict(Plugin plugin) {
        Verdict verdict =
                Files.exists(plugin.jar()) ? plugins.gate().check(plugin.jar()) : new Verdict.Broken("its jar is gone");
        if (verdict instanceof Verdict.Trusted signed) {
            signers.put(plugin.sha256(), signed);
        }
        Optional<Verdict> remembered = verdict instanceof Verdict.Broken
                ? Optional.ofNullable(signers.get(plugin.sha256())).flatMap(this::revoked)
                : Optional.empty();
        return remembered.orElse(verdict);
    }

    private Optional<Verdict> revoked(Verdict.Trusted signed) {
        return node.membership().roster().map(Roster::publishers).orElse(List.of()).stream()
                .filter(each -> each.fingerprint().equals(signed.fingerprint())
                        && each.status() == RosterPublisher.Status.REVOKED)
                .findFirst()
                .map(each -> new Verdict.Revoked(each.name(), each.fingerprint()));
    }

    /** For status. */
    List<String> warnings() {
        return refused.entrySet().stream()
                .map(each -> "The plug-in " + each.getKey().name() + " "
                        + each.getKey().version() + " is out of use: "
                        + each.getValue().why() + " (" + each.getValue().code() + ")")
                .toList();
    }

    /** Every time, as services may have come since. */
    private void withdraw() {
        Map<Long, Standing.Refused> bundles = new HashMap<>();
        refused.forEach((plugin, why) -> node.providers().bundles().stream()
                .filter(bundle -> plugin.name().equals(bundle.getSymbolicName())
                        && plugin.version().equals(bundle.getVersion()))
                .forEach(bundle -> bundles.put(bundle.getBundleId(), why)));
        node.providers().withdraw(bundles);
    }
}
