// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.holdfast.format.Mac;
import org.holdfast.model.Digest;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.BundleGate;
import org.holdfast.plugins.JarSignature;
import org.holdfast.plugins.PluginStore;
import org.holdfast.plugins.Publishers;
import org.holdfast.plugins.Verdict;
import org.osgi.framework.Bundle;

/**
 * A store and a gate for a node outside a framework. Signatures are really checked and jars are really kept; what runs
 * is the one plug-in of these tests, {@link ForeignCipher}, for as long as its jar is there at a start. Thread-safe.
 */
final class TestPlugins implements PluginStore, BundleGate {
    private final Path folder;
    private final List<X509Certificate> trusted = new CopyOnWriteArrayList<>();
    private volatile List<Plugin> plugins = List.of();
    private volatile Optional<Providers> providers = Optional.empty();

    TestPlugins(Path folder) {
        this.folder = folder;
    }

    TestPlugins trust(X509Certificate publisher) {
        trusted.add(publisher);
        return this;
    }

    /** What a start does: those whose jars are there run again. */
    Optional<Plugins> in(Providers joined) {
        providers = Optional.of(joined);
        plugins.stream().filter(each -> Files.exists(each.jar())).forEach(this::run);
        return Optional.of(new Plugins(this, this, List::of));
    }

    private void run(Plugin plugin) {
        providers
                .orElseThrow()
                .addCipher(new ForeignCipher(plugin.version()), new Installed<>(plugin.name(), plugin.version()));
    }

    @Override
    public boolean isProduct(Bundle bundle) {
        return false;
    }

    @Override
    public Change install(Path jar, Optional<String> droppedAs) {
        Verdict verdict = check(jar);
        if (!(verdict instanceof Verdict.Trusted)) {
            throw verdict.refusal(jar.toString());
        }
        try {
            Digest sha256 = Mac.sha256(Files.readAllBytes(jar));
            Path kept = Files.createDirectories(folder).resolve(sha256 + ".jar");
            Files.copy(jar, kept, StandardCopyOption.REPLACE_EXISTING);
            Plugin plugin = new Plugin(ForeignCipher.NAME, ForeignCipher.version(kept), sha256, kept, droppedAs);
            plugins = List.of(plugin);
            run(plugin);
            return new Change.Installed(plugin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Verdict check(Path jar) {
        return JarSignature.check(
                jar,
                Publishers.of(trusted, Optional.empty()),
                InstantSource.system().instant());
    }

    @Override
    public Plugin remove(String name) {
        throw new UnsupportedOperationException("no test removes one");
    }

    @Override
    public List<Plugin> plugins() {
        return plugins;
    }

    @Override
    public List<Plugin> vanished() {
        return plugins.stream().filter(each -> !Files.exists(each.jar())).toList();
    }

    @Override
    public List<HoldfastException> takeTroubles() {
        return List.of();
    }

    @Override
    public int uncollected() {
        return 0;
    }

    @Override
    public boolean inForce() {
        return true;
    }

    @Override
    public List<Rejected> rejected() {
        return List.of();
    }
}
