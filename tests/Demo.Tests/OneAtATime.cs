// A shop is many processes: two at once only take the machine from each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
