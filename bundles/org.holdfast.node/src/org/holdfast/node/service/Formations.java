// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.core.select.PipelineOrder;
import org.holdfast.model.BlockClass;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Pipeline;
import org.holdfast.node.backup.Formation;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * How new segments are written, by the settings and the providers of the moment. Metadata are always written in built-in
 * formats and encrypted twice, so that a blank machine finds its way without anybody's plug-in. Thread-safe.
 */
final class Formations {
    /** The settings that have a say here. */
    static final Set<Setting> DECIDED_BY = EnumSet.of(
            Setting.PIPELINE,
            Setting.CODING,
            Setting.CRYPTO,
            Setting.CRYPTO_OUTER,
            Setting.COMPRESSION,
            Setting.AUDIT_SCHEME,
            Setting.HISTORIC_ALLOWED,
            Setting.UNENCRYPTED_ALLOWED);

    private final Supplier<NodeSettings> settings;
    private final Providers providers;

    Formations(Supplier<NodeSettings> settings, Providers providers) {
        this.settings = settings;
        this.providers = providers;
    }

    /**
     * How the next segment of a class is written.
     *
     * @param wanted the code for the partners at hand
     * @throws HoldfastException PROVIDER_UNKNOWN, PROVIDER_REFUSED, VECTORS_MISSING, VECTORS_DIFFER
     */
    Formation of(BlockClass blockClass, CodeShape wanted) {
        return switch (blockClass) {
            case META ->
                new Formation(FormatSet.BUILT_IN, wanted, Pipeline.DOUBLE, audit(settings.get(), ProviderPlane.GAP));
            case DATA -> of(settings.get(), wanted);
        };
    }

    /**
     * What data would be written in under these settings, before they are taken.
     *
     * @throws HoldfastException PROVIDER_UNKNOWN, PROVIDER_REFUSED, VECTORS_MISSING, VECTORS_DIFFER
     */
    FormatSet check(NodeSettings wanted) {
        audit(wanted, Duration.ZERO);
        return formats(wanted, order(wanted), Duration.ZERO);
    }

    /** How data would be written under these settings. @throws HoldfastException PROVIDER_UNKNOWN, PROVIDER_REFUSED */
    Formation of(NodeSettings now, CodeShape wanted) {
        PipelineOrder.Legal order = order(now);
        FormatSet formats = formats(now, order, ProviderPlane.GAP);
        Pipeline layers = new Pipeline(
                formats.compression() != 0,
                order.layers().inner(),
                order.layers().outer());
        return new Formation(
                formats, shape(formats.code(), order.code(), wanted), layers, audit(now, ProviderPlane.GAP));
    }

    private static PipelineOrder.Legal order(NodeSettings now) {
        PipelineOrder.Legal order = switch (PipelineOrder.parse(now.text(Setting.PIPELINE))) {
            case PipelineOrder.Legal legal -> legal;
            case PipelineOrder.Illegal illegal -> throw refused(Setting.PIPELINE, illegal.reason());
        };
        if (!order.encrypts() && !now.flag(Setting.UNENCRYPTED_ALLOWED)) {
            throw refused(
                    Setting.PIPELINE,
                    "'" + now.text(Setting.PIPELINE) + "' does not encrypt, and 'unencrypted.allowed' is false");
        }
        return order;
    }

    /** @param patience with providers that are being replaced at the moment */
    private FormatSet formats(NodeSettings now, PipelineOrder.Legal order, Duration patience) {
        Pipeline layers = order.layers();
        return new FormatSet(
                order.code() ? number(now, Setting.CODING, providers.codes(), patience) : Formats.RS_CAUCHY_V1.number(),
                layers.inner() ? number(now, Setting.CRYPTO, providers.ciphers(), patience) : 0,
                layers.outer() ? outer(now, patience) : 0,
                layers.compress() && !now.text(Setting.COMPRESSION).equals(Formats.STORED.name())
                        ? number(now, Setting.COMPRESSION, providers.compressors(), patience)
                        : 0);
    }

    private int outer(NodeSettings now, Duration patience) {
        int number = number(now, Setting.CRYPTO_OUTER, providers.ciphers(), patience);
        CipherSuite suite = providers.ciphers().peek(number).orElseThrow();
        if (suite.overhead() != 0) {
            throw refused(Setting.CRYPTO_OUTER, suite.id() + " makes its text longer, and a block keeps its length");
        }
        return number;
    }

    /** What does not fit into a block or can be made anew from keys would have to be kept here, and backed up, too. */
    private int audit(NodeSettings now, Duration patience) {
        int number = number(now, Setting.AUDIT_SCHEME, providers.audits(), patience);
        AuditScheme scheme = providers.audits().peek(number).orElseThrow();
        if (scheme.shape().kept() > 0) {
            throw refused(
                    Setting.AUDIT_SCHEME,
                    scheme.id() + " needs " + scheme.shape().kept()
                            + " bytes kept by the owner for each piece, and this node keeps nothing but keys");
        }
        return number;
    }

    private int number(NodeSettings now, Setting setting, ProviderPlane<?> plane, Duration patience) {
        String name = now.text(setting);
        FormatId format = plane.writable(name, patience).orElseThrow(() -> unknown(setting, name, plane));
        if (plane.isHistoric(format) && !now.flag(Setting.HISTORIC_ALLOWED)) {
            throw refused(setting, name + " is historic: broken or outdated, and 'historic.allowed' is false");
        }
        return format.number();
    }

    /** The shape at hand, or the nearest that this code has: it survives as much as fits on as many partners. */
    private CodeShape shape(int code, boolean coded, CodeShape wanted) {
        if (!coded) {
            return new CodeShape(1, 0);
        }
        CodeFamily family = providers.codes().peek(code).orElseThrow();
        return Stream.of(wanted, new CodeShape(1, wanted.k()), new CodeShape(wanted.n() - 1, 1))
                .filter(family::supports)
                .findFirst()
                .orElseThrow(() -> refused(Setting.CODING, family.id() + " has no code like " + wanted));
    }

    private static HoldfastException refused(Setting setting, String why) {
        return new HoldfastException(
                ErrorCode.PROVIDER_REFUSED,
                setting.key(),
                "The setting '" + setting.key() + "' is refused: " + why + ". 'holdfast config describe' tells more.");
    }

    private static HoldfastException unknown(Setting setting, String name, ProviderPlane<?> plane) {
        List<String> present =
                plane.entries().stream().map(ProviderEntry::id).distinct().toList();
        return new HoldfastException(
                ErrorCode.PROVIDER_UNKNOWN,
                setting.key(),
                "No provider of '" + name + "' is present for '" + setting.key() + "'. Present: "
                        + String.join(", ", present) + ".");
    }

    /** The setting that chooses the provider of a role. */
    static Optional<Setting> settingOf(String role) {
        return switch (role) {
            case "coding" -> Optional.of(Setting.CODING);
            case "crypto" -> Optional.of(Setting.CRYPTO);
            case "crypto.outer" -> Optional.of(Setting.CRYPTO_OUTER);
            case "compression" -> Optional.of(Setting.COMPRESSION);
            case "audit" -> Optional.of(Setting.AUDIT_SCHEME);
            default -> Optional.empty();
        };
    }
}
