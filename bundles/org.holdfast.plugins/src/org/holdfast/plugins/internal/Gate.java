// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.holdfast.model.Digest;
import org.holdfast.plugins.BundleGate;
import org.holdfast.plugins.JarSignature;
import org.holdfast.plugins.Publishers;
import org.holdfast.plugins.Verdict;
import org.holdfast.trust.Confederation;
import org.holdfast.trust.ConfederationStore;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The gate. What it found of a bundle is kept in memory only, for as long as the framework says that the bundle was not
 * changed, so nothing that somebody else can write decides. A bundle that it has not seen is checked when the framework
 * first wants to resolve it. Thread-safe: the resolver calls from any thread.
 */
public final class Gate implements BundleGate, ResolverHookFactory {
    private static final String FELIX = "Apache Software Foundation";

    private final BundleContext context;
    private final boolean felix;
    private final Path home;
    private final InstantSource clock;
    private final Optional<Installation> installation;

    /** By id of the bundle. */
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();

    /** Ids of product's bundles that a plug-in stands in for. */
    private final Set<Long> shadowed = ConcurrentHashMap.newKeySet();

    private record Seen(long lastModified, Optional<Rejected> rejected) {}

    /**
     * @param install the installation's folder; if there is none, the gate is not in force
     * @throws org.holdfast.model.HoldfastException if the installation's lists cannot be read
     */
    public Gate(BundleContext context, Optional<Path> install, Path home, InstantSource clock) {
        this.context = context;
        this.home = home;
        this.clock = clock;
        installation = install.map(Installation::of);
        felix = FELIX.equals(context.getProperty(Constants.FRAMEWORK_VENDOR));
    }

    /** Looks at everything that is installed; what fails and is resolved from an earlier run is taken apart. */
    public void open() {
        if (!inForce()) {
            return;
        }
        Arrays.stream(context.getBundles()).parallel().forEach(this::judge);
        Set<Bundle> restored = Arrays.stream(context.getBundles())
                .filter(bundle -> !admits(bundle) && bundle.adapt(BundleWiring.class) != null)
                .collect(Collectors.toSet());
        boolean ending = rejected().stream().anyMatch(Rejected::product);
        if (!restored.isEmpty() && !ending) {
            Refresh.of(context, restored);
        }
    }

    @Override
    public boolean inForce() {
        return installation.isPresent();
    }

    @Override
    public List<Rejected> rejected() {
        return Arrays.stream(context.getBundles())
                .sorted(Comparator.comparing(Bundle::getBundleId))
                .flatMap(bundle -> judge(bundle).stream())
                .toList();
    }

    @Override
    public Verdict check(Path jar) {
        return JarSignature.check(jar, publishers(), clock.instant());
    }

    private Publishers publishers() {
        return Publishers.of(
                installation.map(Installation::publishers).orElse(List.of()),
                new ConfederationStore(home).load().flatMap(Confederation::roster));
    }

    @Override
    public boolean isProduct(Bundle bundle) {
        return installation.isPresent()
                && BundleFile.of(bundle, installation.map(Installation::plugins))
                        .filter(installation.get()::holds)
                        .isPresent();
    }

    /** The file that a bundle runs from, if that can be said. */
    Optional<Path> file(Bundle bundle) {
        return BundleFile.of(bundle, installation.map(Installation::plugins));
    }

    /** Keeps a bundle from resolving, as a plug-in stands in for it; or no longer. Takes nothing apart. */
    void shadow(Bundle bundle, boolean on) {
        if (on) {
            shadowed.add(bundle.getBundleId());
        } else {
            shadowed.remove(bundle.getBundleId());
        }
    }

    /** Whether a bundle may resolve. */
    boolean admits(Bundle bundle) {
        return !shadowed.contains(bundle.getBundleId()) && judge(bundle).isEmpty();
    }

    private Optional<Rejected> judge(Bundle bundle) {
        // Bundle 0 is the framework, which runs already and is no file that it has installed.
        if (!inForce() || bundle.getBundleId() == 0 || bundle.getState() == Bundle.UNINSTALLED) {
            return Optional.empty();
        }
        Seen known = seen.get(bundle.getBundleId());
        if (known == null || known.lastModified() != bundle.getLastModified()) {
            known = new Seen(bundle.getLastModified(), examine(bundle));
            seen.put(bundle.getBundleId(), known);
        }
        return known.rejected();
    }

    private Optional<Rejected> examine(Bundle bundle) {
        Optional<Path> file = file(bundle);
        boolean product = file.filter(installation.orElseThrow()::holds).isPresent();
        Verdict verdict = file.map(each -> examine(each, product))
                .orElse(new Verdict.Broken("there is no file of it that could be checked; "
                        + "install it with 'holdfast plugin install'"));
        return verdict instanceof Verdict.Trusted
                ? Optional.empty()
                : Optional.of(new Rejected(
                        String.valueOf(bundle.getSymbolicName()),
                        bundle.getVersion().toString(),
                        file.map(Path::toString).orElse(bundle.getLocation()),
                        product,
                        verdict));
    }

    private Verdict examine(Path file, boolean product) {
        String name = file.getFileName().toString();
        Digest listed = product ? installation.orElseThrow().listed().get(name) : null;
        if (listed != null && Installation.sha256(file).equals(listed)) {
            return new Verdict.Trusted("configuration/bundles.sha256", listed);
        }
        Verdict signature = check(file);
        return listed != null && signature instanceof Verdict.Unsigned
                ? new Verdict.Altered("the file as a whole")
                : signature;
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        boolean all = !felix || triggers.stream().anyMatch(revision -> !admits(revision.getBundle()));
        return new Veto(all);
    }

    /**
     * One resolve process. What is not admitted is neither resolved nor a provider for others, nor finds what it needs,
     * which keeps fragments from their hosts. Each alone would nearly do; but Felix 7.0.5, once something is removed as
     * not resolvable, takes what is resolved already for removed, too, so there that is done only where the process is
     * to fail anyway.
     */
    private final class Veto implements ResolverHook {
        private final boolean removing;

        Veto(boolean removing) {
            this.removing = removing;
        }

        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            if (removing) {
                candidates.removeIf(revision -> !admits(revision.getBundle()));
            }
        }

        @Override
        public void filterSingletonCollisions(
                BundleCapability singleton, Collection<BundleCapability> collisionCandidates) {
            collisionCandidates.removeIf(each -> !admits(each.getRevision().getBundle()));
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            if (!admits(requirement.getRevision().getBundle())) {
                candidates.clear();
            }
            candidates.removeIf(each -> !admits(each.getRevision().getBundle()));
        }

        @Override
        public void end() {
            // Nothing is kept from one process to the next.
        }
    }
}
