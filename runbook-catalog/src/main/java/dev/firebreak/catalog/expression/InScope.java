package dev.firebreak.catalog.expression;

import java.util.Map;

/** A part of the catalogue that expressions can see. */
public interface InScope {
    /** Variables by name, made of maps, texts, numbers, times and booleans; never a secret, never a null. */
    Map<String, Object> variables();
}
