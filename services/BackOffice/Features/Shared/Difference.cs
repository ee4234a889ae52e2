namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>Something that two people have changed at once.</summary>
public sealed record Difference(string Name, string Mine, string Theirs);
