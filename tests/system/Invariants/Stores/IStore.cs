namespace Ecommerce.Invariants.Stores;

/// <summary>Something that holds data of the shop.</summary>
internal interface IStore
{
    /// <summary>As the connection strings call it.</summary>
    string Name { get; }

    /// <summary>Tells one life of its data from another: it changes when the store is made anew.</summary>
    /// <exception cref="StoreAwayException">It does not answer.</exception>
    Task<string> IdentifyAsync();
}
