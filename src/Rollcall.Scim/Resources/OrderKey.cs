namespace Rollcall.Scim.Resources;

/// <summary>What one resource is sorted by: a text in the form in which <see cref="ResourceSort"/> compares it, or null where the resource has no value.</summary>
/// <param name="Text">The text; it may be kept and given back later.</param>
public readonly record struct OrderKey(string? Text);
