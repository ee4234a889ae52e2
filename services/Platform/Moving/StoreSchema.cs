namespace Ecommerce.Moving;

/// <summary>What a database holds, by its schema.</summary>
public enum StoreSchema
{
    /// <summary>Nothing, or what a move left that was interrupted before it had prepared the schema.</summary>
    None,

    /// <summary>This service's schema, of this version.</summary>
    Current,

    /// <summary>This service's schema, of an older version.</summary>
    Older,

    /// <summary>Anything else: another application's data, another service's, or those of a newer version.</summary>
    Foreign,
}
