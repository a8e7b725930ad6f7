package import Journal

/// An action an account can perform with the program. The raw value is the word recorded in the journal.
package enum Act: String, CaseIterable, Sendable {
    case requisitionOpen = "requisition open"
    case requisitionOpened = "requisition opened"
    case requisitionList = "requisition list"
    case requisitionShow = "requisition show"
    case requisitionSuspend = "requisition suspend"
    case requisitionResume = "requisition resume"
    case requisitionExtend = "requisition extend"
    case requisitionClose = "requisition close"
    case requisitionAssign = "requisition assign"

    case footageImport = "footage import"
    case footageList = "footage list"
    case footageVerify = "footage verify"
    case clockSet = "clock set"
    case clockRemove = "clock remove"
    case clockList = "clock list"

    case run = "run"
    case reviewStart = "review start"
    case reviewStarted = "review started"
    case reviewExtend = "review extend"
    case reviewPause = "review pause"
    case reviewResume = "review resume"
    case reviewCancel = "review cancel"
    case reviewRetry = "review retry"
    case reviewReplay = "review replay"
    case reviewList = "review list"
    case reviewShow = "review show"
    case reviewWatch = "review watch"
    case reviewDiff = "review diff"
    case timeline = "timeline"

    case chunkList = "chunk list"
    case chunkShow = "chunk show"
    case chunkRequeue = "chunk requeue"
    case chunkSkip = "chunk skip"
    case knownAnswerAdd = "known-answer add"
    case knownAnswerRemove = "known-answer remove"
    case knownAnswerList = "known-answer list"
    case knownAnswerRun = "known-answer run"
    case benchCluster = "bench cluster"
    case selftestInvariance = "selftest invariance"

    case evidenceExport = "evidence export"
    case sql = "sql"
    case journalList = "journal list"
    case journalVerify = "journal verify"
    case journalAnchor = "journal anchor"
    case journalExport = "journal export"
    case registerPublish = "register publish"

    case erase = "erase"
    case erased = "erased"
    case eraseSchedule = "erase schedule"
    case eraseDue = "erase due"
    case eraseVerify = "erase verify"
    case eraseCertificate = "erase certificate"

    // Existing journals contain these words; they predate the term "account".
    case accountAdd = "person add"
    case accountMandate = "person mandate"
    case accountEnd = "person end"
    case accountList = "person list"

    /// The roles allowed to perform it. Empty: only the database owner may.
    package var roles: Set<AccountRole> {
        switch self {
        // Requisitions: for the roles that answer for the case.
        case .requisitionOpen, .requisitionOpened, .requisitionSuspend, .requisitionResume, .requisitionExtend,
            .requisitionClose, .requisitionAssign, .run:
            [.investigator]
        case .requisitionList, .requisitionShow, .reviewList, .reviewShow, .accountList: Set(AccountRole.allCases)
        // Footage and findings.
        case .footageImport: [.investigator, .operator]
        case .footageList, .reviewWatch, .chunkList, .chunkShow:
            [.investigator, .reviewer, .operator, .analyst, .magistrate]
        case .footageVerify: [.investigator, .reviewer, .operator, .magistrate]
        case .timeline, .clockList, .reviewDiff: [.investigator, .reviewer, .analyst, .magistrate]
        case .reviewStart, .reviewStarted, .reviewExtend, .reviewReplay, .clockSet, .clockRemove:
            [.investigator, .reviewer]
        case .reviewPause, .reviewResume, .reviewCancel, .reviewRetry, .knownAnswerRun:
            [.investigator, .reviewer, .operator]
        case .evidenceExport: [.investigator, .reviewer, .magistrate]
        case .sql: [.investigator, .analyst, .magistrate]
        // The cluster and its benchmarks.
        case .chunkRequeue, .chunkSkip, .knownAnswerAdd, .knownAnswerRemove, .benchCluster, .selftestInvariance:
            [.operator]
        case .knownAnswerList: [.investigator, .reviewer, .operator, .analyst, .magistrate]
        // Auditing.
        case .journalList, .journalVerify, .journalAnchor, .journalExport: [.auditor, .magistrate]
        case .registerPublish: [.auditor]
        // Erasure.
        case .erase, .erased, .eraseSchedule: [.magistrate]
        case .eraseDue, .eraseVerify, .eraseCertificate: [.magistrate, .auditor, .operator]
        case .accountAdd, .accountMandate, .accountEnd: []
        }
    }

    /// The journal's category for this act (Directive (EU) 2016/680, article 25).
    package var kind: JournalEntry.Kind {
        switch self {
        case .footageImport, .run, .benchCluster, .selftestInvariance: .collection
        case .requisitionList, .requisitionShow, .footageList, .footageVerify, .clockList, .reviewList, .reviewShow,
            .reviewWatch, .reviewDiff, .timeline, .chunkList, .chunkShow, .knownAnswerList, .sql, .journalList,
            .journalVerify, .journalAnchor, .eraseDue, .eraseVerify, .eraseCertificate, .accountList:
            .consultation
        case .evidenceExport, .journalExport, .registerPublish: .communication
        case .erase, .erased: .erasure
        case .requisitionOpen, .requisitionOpened, .requisitionSuspend, .requisitionResume, .requisitionExtend,
            .requisitionClose, .requisitionAssign, .clockSet, .clockRemove, .reviewStart, .reviewStarted, .reviewExtend,
            .reviewPause, .reviewResume, .reviewCancel, .reviewRetry, .reviewReplay, .chunkRequeue, .chunkSkip,
            .knownAnswerAdd, .knownAnswerRemove, .knownAnswerRun, .eraseSchedule, .accountAdd, .accountMandate,
            .accountEnd:
            .change
        }
    }
}
