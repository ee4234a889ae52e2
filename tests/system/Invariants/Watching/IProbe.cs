using Ecommerce.Invariants.Stores;

namespace Ecommerce.Invariants.Watching;

/// <summary>Looks at a part of the shop, again and again.</summary>
internal interface IProbe
{
    /// <summary>The invariants that cannot be told without it.</summary>
    IReadOnlyList<int> Invariants { get; }

    /// <summary>What it reads.</summary>
    IReadOnlyList<IStore> Stores { get; }

    /// <summary>Looks once.</summary>
    /// <exception cref="StoreAwayException">A store did not answer.</exception>
    Task<Look> LookAsync();

    /// <summary>Begins anew: the shop's data were made anew.</summary>
    void Forget()
    {
    }
}
