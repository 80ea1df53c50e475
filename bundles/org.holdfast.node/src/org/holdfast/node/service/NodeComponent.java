// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.control.NodeControl;
import org.holdfast.plugins.BundleGate;
import org.holdfast.plugins.PluginStore;
import org.holdfast.plugins.RemovalGuard;
import org.holdfast.spi.transport.Transport;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node in the framework: starts when its settings and a transport are there, publishes {@link NodeControl} when it
 * is open, and takes changed settings without a restart.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = NodeSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class NodeComponent {
    private static final Logger LOG = LoggerFactory.getLogger(NodeComponent.class);
    private static final long STOP_MILLIS = 20_000;

    private final BundleContext context;
    private final UnknownSettings unknown = new UnknownSettings();
    private final Node node;
    private final HealthServices checks;
    private final NoticeCare notices;
    private final ServiceRegistration<NodeControl> published;
    private final ServiceRegistration<RemovalGuard> guard;

    @Activate
    public NodeComponent(
            BundleContext context,
            Map<String, Object> properties,
            @Reference Providers providers,
            @Reference Transport transport,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL) @Nullable PluginStore store,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL) @Nullable BundleGate gate,
            @Reference ServiceComponentRuntime components,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL) @Nullable MetaTypeService metatypes) {
        this.context = context;
        Path home = Path.of(context.getProperty("holdfast.home"));
        Optional<Plugins> plugins = store == null || gate == null
                ? Optional.empty()
                : Optional.of(new Plugins(store, gate, new FailedComponents(context, components, gate)));
        unknown.tell(properties);
        try {
            this.node = new Node(home, NodeSettings.of(properties), providers, transport, plugins, new NodeClock());
            node.start();
        } catch (HoldfastException e) {
            LOG.error("The node cannot start: {} ({})", e.getMessage(), e.code());
            StartFailure.tell(home, e);
            stopFramework(1);
            throw e;
        } catch (RuntimeException e) { // else the framework would run on without a node in it
            LOG.error("The node cannot start, for a reason that Holdfast does not know", e);
            stopFramework(1);
            throw e;
        }
        this.checks = new HealthServices(context, new Subsystems(node, plugins).checks());
        this.notices = new NoticeCare(node);
        this.published = context.registerService(
                NodeControl.class,
                new NodeDesk(
                        node,
                        () -> stopFramework(0),
                        plugins,
                        new InspectionDesk(node, checks::all, () -> SettingsBook.all(context, metatypes)),
                        notices),
                new Hashtable<>());
        this.guard = context.registerService(
                RemovalGuard.class,
                new LastReader(
                        context,
                        providers,
                        () -> node.stores().ledger().segments().inUse(),
                        node.clock()),
                new Hashtable<>());
        notices.start();
    }

    @Modified
    void modified(Map<String, Object> properties) {
        unknown.tell(properties);
        try {
            node.change(NodeSettings.of(node.config().newest(properties)));
        } catch (HoldfastException e) {
            LOG.error("The changed settings are not taken: {}", e.getMessage());
        }
    }

    @Deactivate
    void close() {
        guard.unregister();
        published.unregister();
        checks.close();
        notices.close();
        node.close();
        LOG.info("The node has stopped");
    }

    /** Ends the process once all bundles have stopped. */
    private void stopFramework(int status) {
        Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        Thread.ofPlatform().name("stop").start(() -> {
            try {
                framework.stop();
                FrameworkEvent ended = framework.adapt(Framework.class).waitForStop(STOP_MILLIS);
                LOG.debug("The framework has ended: {}", ended.getType());
            } catch (BundleException e) {
                LOG.error("The framework does not stop in order", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            System.exit(status);
        });
    }
}
