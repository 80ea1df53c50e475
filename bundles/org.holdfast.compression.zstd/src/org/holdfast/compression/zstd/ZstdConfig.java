// SPDX-License-Identifier: EPL-2.0
package org.holdfast.compression.zstd;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an admin may set, in {@code etc/org.holdfast.compression.zstd.ZstdCompressor.cfg}. */
@ObjectClassDefinition(name = "Zstandard compression")
public @interface ZstdConfig {
    /** Higher is smaller and slower; whatever it was when data were written, they can be read. */
    @AttributeDefinition(name = "level", description = "-5 (fastest) to 19 (smallest)", min = "-5", max = "19")
    int level() default ZstdCompressor.DEFAULT_LEVEL;
}
