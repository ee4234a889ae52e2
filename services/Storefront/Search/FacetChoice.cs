namespace Ecommerce.Storefront.Search;

/// <summary>One value of a facet.</summary>
/// <param name="Count">How many products it would leave.</param>
/// <param name="Address">With the choice where it is not made, without it where it is.</param>
/// <param name="Depth">In a tree, from 0.</param>
public sealed record FacetChoice(string Label, int Count, string Address, bool IsChosen, int Depth = 0);
