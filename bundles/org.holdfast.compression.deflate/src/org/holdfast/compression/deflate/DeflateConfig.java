// SPDX-License-Identifier: EPL-2.0
package org.holdfast.compression.deflate;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an admin may set, in {@code etc/org.holdfast.compression.deflate.DeflateCompressor.cfg}. */
@ObjectClassDefinition(name = "Deflate compression")
public @interface DeflateConfig {
    /** Higher is smaller and slower; whatever it was when data were written, they can be read. */
    @AttributeDefinition(name = "level", description = "1 (fastest) to 9 (smallest)", min = "1", max = "9")
    int level() default DeflateCompressor.DEFAULT_LEVEL;
}
