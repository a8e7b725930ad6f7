/// What those who watch the cluster ask every few seconds must not read all chunks ever made.
enum Migration008Watching {
    static let sql = """
        CREATE INDEX chunk_quarantined ON relecture.chunk (review_id) WHERE state = 'quarantined';
        """
}
