namespace Ecommerce.Invariants.Stores;

/// <summary>A store did not answer, or not with what is asked of it: what it holds is not known at the moment.</summary>
internal sealed class StoreAwayException(string store, Exception reason) : Exception($"{store}: {reason.Message}", reason)
{
    public string Store => store;
}
